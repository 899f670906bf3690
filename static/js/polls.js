/* Fetches the ballot into the page it stands on, and sends it from there. Without a script the link leads to the
   poll's own page, which does the same. */

const fill = async (place, url, options) => {
  const answer = await fetch(url, { credentials: "same-origin", ...options });
  if (!answer.ok) throw new Error(answer.statusText);
  place.innerHTML = await answer.text();
  const form = place.querySelector("form");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    try {
      await fill(place, url, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      place.setAttribute("tabindex", "-1");
      place.focus();
    } catch {
      form.submit();
    }
  });
};

/* Not before the reader comes near: who reads only the beginning asks for nothing. */
const watching = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    watching.unobserve(target);
    fill(target.querySelector("[data-poll-place]"), target.dataset.poll).catch(() => {});
  }
}, { rootMargin: "300px" });

for (const poll of document.querySelectorAll("[data-poll]")) watching.observe(poll);
