/* Tells the portal that a page was read, after five seconds in sight, and shows the count as it is now. Whoever reads
   without scripts is not counted and sees the count as it was when the page was made. */

const SECONDS = 5;
const shown = document.querySelector("[data-views]");

const counting = ({ views, page, viewsCount: address }) => {
  const send = () => navigator.sendBeacon(views, new URLSearchParams({ trang: page }));
  let left = SECONDS * 1000;
  let since = 0;
  let timer;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") {
      since = performance.now();
      timer = setTimeout(() => {
        document.removeEventListener("visibilitychange", look);
        send();
      }, left);
    } else if (since) {
      left = Math.max(0, left - (performance.now() - since));
      since = 0;
    }
  };
  document.addEventListener("visibilitychange", look);
  look();
  fetch(address).then((answer) => answer.ok && answer.json()).then((found) => {
    if (found) shown.textContent = found.text;
  }).catch(() => {});
};

if (shown) counting(shown.dataset);
