/* Suggestions below a search box: a combobox with a listbox (ARIA 1.2). Without this the boxes are plain forms; theme.js
   fetches it when somebody reaches for one.
   On a page of results it also says, once, that the question was asked. */

const suggesting = (form) => {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let current = -1, timer, request, shown = "";

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  list.hidden = true;
  // A search field is a searchbox for ever; only one of text may become a combobox (ARIA in HTML).
  box.type = "text";
  set(list, { id: `${box.id}-goi-y`, class: "suggestions", role: "listbox", "aria-label": box.labels[0].textContent });
  set(status, { class: "visually-hidden", role: "status" });
  set(box, { role: "combobox", "aria-expanded": false, "aria-controls": list.id, "aria-autocomplete": "list" });
  form.append(list, status);

  const choose = (index) => {
    list.children[current]?.setAttribute("aria-selected", false);
    const option = list.children[current = index];
    if (!option) return box.removeAttribute("aria-activedescendant");
    set(option, { "aria-selected": true }).scrollIntoView({ block: "nearest" });
    set(box, { "aria-activedescendant": option.id });
  };
  const open = (isOpen) => {
    list.hidden = !isOpen;
    set(box, { "aria-expanded": isOpen });
    if (!isOpen) choose(-1);
  };
  const show = (suggestions) => {
    choose(-1);
    list.replaceChildren(...suggestions.map(({ text, kind, url }, index) => {
      const option = document.createElement("li");
      const label = set(document.createElement("span"), { class: "suggestion-kind" });
      label.textContent = kind;
      option.append(text, " ", label);
      return set(option, { id: `${list.id}-${index}`, role: "option", "aria-selected": false, "data-url": url });
    }));
    open(suggestions.length > 0);
    status.textContent = box.dataset.said.replace("N", suggestions.length);
  };
  const ask = async () => {
    const typed = box.value.trim();
    request?.abort();
    if (typed.length < 2 || typed === shown) return open(typed.length > 1 && list.children.length > 0);
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      const { suggestions } = await answer.json();
      shown = typed;
      if (document.activeElement === box) show(suggestions);
    } catch { /* aborted, or no answer: the form still works */ }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    choose(-1);
    timer = setTimeout(ask, 150);
  });
  box.addEventListener("keydown", (event) => {
    const last = list.children.length - 1, isChosen = current >= 0;
    const acts = list.hidden ? { ArrowDown: ask } : {
      Escape: () => open(false),
      ArrowDown: () => choose(current < last ? current + 1 : -1),
      ArrowUp: () => choose(isChosen ? current - 1 : last),
      Home: isChosen && (() => choose(0)),
      End: isChosen && (() => choose(last)),
      Enter: isChosen && (() => list.children[current].click()),
    };
    if (event.isComposing || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  box.addEventListener("blur", () => { clearTimeout(timer); open(false); });
  // The box keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => location.assign(target.closest("li").dataset.url));
  // Somebody quick may have typed before this was here.
  if (document.activeElement === box && box.value) ask();
};

document.querySelectorAll("[data-suggest]").forEach(suggesting);

const asked = document.querySelector("[data-asked]");
if (asked) navigator.sendBeacon?.(asked.dataset.to, new URLSearchParams({ token: asked.dataset.asked }));
