/* What makes an article handier with a script: print, copy the address, listen, videos after consent, the count of views.
   Each part shows its own button only when the browser can do the thing. */

const toolbar = document.querySelector(".toolbar");
const status = toolbar?.querySelector(".toolbar-status");

const say = (text) => {
  if (!status) return;
  status.textContent = text;
  setTimeout(() => { if (status.textContent === text) status.textContent = ""; }, 4000);
};

const printing = (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
};

const copying = (button) => {
  if (!navigator.clipboard) return;
  button.closest("[data-copy-item]").hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(button.dataset.done);
    } catch {
      window.prompt(button.textContent.trim(), button.dataset.copy);
    }
    button.closest("details")?.removeAttribute("open");
  });
};

/* Sharing closes when the reader turns elsewhere. */
const sharing = (details) => {
  document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
};

/* Long utterances are cut off by some voices, so each paragraph is one, and long ones are split at sentences. */
const passages = () => {
  const found = [];
  for (const part of document.querySelectorAll("[data-read]")) {
    const blocks = part.querySelectorAll("p, li, h2, h3, figcaption");
    for (const block of blocks.length ? blocks : [part]) {
      const text = block.textContent.replace(/\s+/g, " ").trim();
      found.push(...(text.match(/.{1,220}(?:[.!?…;]\s|$)|.{1,220}(?:\s|$)/g) || []));
    }
  }
  return found;
};

const listening = (button) => {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  const label = button.querySelector("span");
  const words = label.textContent;
  const voice = () => speech.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").startsWith("vi"));
  const offer = () => { button.hidden = !voice(); };
  const rest = () => {
    button.setAttribute("aria-pressed", "false");
    label.textContent = words;
  };
  const stop = () => { speech.cancel(); rest(); };
  const start = () => {
    const queue = passages();
    button.setAttribute("aria-pressed", "true");
    label.textContent = button.dataset.stopLabel;
    queue.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = "vi-VN";
      utterance.voice = voice();
      if (index === queue.length - 1) utterance.addEventListener("end", rest);
      speech.speak(utterance);
    });
  };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : start()));
  window.addEventListener("pagehide", stop);
};

const embedding = (embed) => {
  const place = embed.querySelector("[data-embed-open]");
  if (!place) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = embed.dataset.embed;
    frame.title = embed.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    embed.replaceChildren(frame);
    frame.focus();
  });
};

/* Tells the portal that a page was read, after five seconds in sight, and then shows the count as it is now. Whoever
   reads without scripts is not counted and sees the count as it was when the page was made. */
const SECONDS = 5;

const counting = (shown) => {
  const { views, page, viewsCount } = shown.dataset;
  let left = SECONDS * 1000;
  let since = 0;
  let timer;
  const send = async () => {
    navigator.sendBeacon(views, new URLSearchParams({ trang: page }));
    const answer = await fetch(viewsCount);
    if (answer.ok) shown.textContent = (await answer.json()).text;
  };
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

for (const [selector, enhance] of [
  ["[data-print]", printing],
  ["[data-copy]", copying],
  [".share", sharing],
  ["[data-listen]", listening],
  ["[data-embed]", embedding],
  ["[data-views]", counting],
]) document.querySelectorAll(selector).forEach(enhance);
