/* Runs in the head, before anything is drawn, so that a remembered theme or text size never flashes.
   Kept apart from reader.js because every page needs it and because it must not wait. */
(() => {
  const root = document.documentElement;
  const largest = 3;
  const memory = {
    read: (key) => { try { return localStorage.getItem(key) || ""; } catch { return ""; } },
    write: (key, value) => {
      try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* private window */ }
    },
  };
  const set = (name, value) => {
    if (value) root.dataset[name] = value; else delete root.dataset[name];
    memory.write(name, value);
    show();
  };
  const press = (selector, isOn) => {
    for (const button of document.querySelectorAll(selector)) button.setAttribute("aria-pressed", isOn(button.dataset));
  };
  const show = () => {
    const theme = root.dataset.theme || "";
    const size = root.dataset.size || "0";
    press("[data-theme-choice]", (data) => data.themeChoice === theme);
    press("[data-theme-toggle]", (data) => data.themeToggle === theme);
    press("[data-size-choice]", (data) => data.sizeChoice === size);
    for (const button of document.querySelectorAll("[data-size-step]")) {
      const next = Number(size) + Number(button.dataset.sizeStep);
      button.setAttribute("aria-disabled", next < 0 || next > largest);
    }
  };

  root.classList.add("js");
  const theme = memory.read("theme");
  const size = memory.read("size");
  if (["light", "dark", "contrast"].includes(theme)) root.dataset.theme = theme;
  if (["1", "2", "3"].includes(size)) root.dataset.size = size;

  document.addEventListener("DOMContentLoaded", show);
  // What few readers use is fetched when one reaches for it.
  const reach = ({ target }) => {
    const part = target.closest?.("[data-module]");
    if (part) import(part.dataset.module).catch(() => { /* it works without */ });
  };
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, reach);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-choice], [data-theme-toggle], [data-size-choice], [data-size-step]");
    if (!button) return;
    const { themeChoice, themeToggle, sizeChoice, sizeStep } = button.dataset;
    if (themeChoice !== undefined) set("theme", themeChoice);
    if (themeToggle) set("theme", root.dataset.theme === themeToggle ? "" : themeToggle);
    const wanted = sizeChoice ?? Number(root.dataset.size || 0) + Number(sizeStep || 0);
    if (sizeChoice !== undefined || sizeStep) {
      const step = Math.min(largest, Math.max(0, Number(wanted)));
      set("size", step ? String(step) : "");
    }
  });
})();
