/* Tells the portal that a page was read, after five seconds in sight, and then shows the count as it is now. Whoever
   reads without scripts is not counted and sees the count as it was when the page was made. */

const SECONDS = 5;
const shown = document.querySelector("[data-views]");

const counting = ({ views, page, viewsCount: address }) => {
  const send = async () => {
    navigator.sendBeacon(views, new URLSearchParams({ trang: page }));
    const answer = await fetch(address);
    if (answer.ok) shown.textContent = (await answer.json()).text;
  };
  let left = SECONDS * 1000;
  let since = 0;
  let timer;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") {
      since = performance.now();
      timer = setTimeout(() => {
        document.removeEventListener("visibilitychange", look);
        send().catch(() => {});
      }, left);
    } else if (since) {
      left = Math.max(0, left - (performance.now() - since));
      since = 0;
    }
  };
  document.addEventListener("visibilitychange", look);
  look();
};

if (shown) counting(shown.dataset);
