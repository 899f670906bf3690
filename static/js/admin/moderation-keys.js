// The keys of the moderators' desk: off inside fields, listed under "?", each to be changed, all to be switched off
// (WCAG 2.1.4). What they do is always the click on a button or link that is there.

const STORE = "moderation-keys";
const USUAL = {
  next: "j",
  previous: "k",
  publish: "a",
  edit: "e",
  reject: "r",
  spam: "s",
  undo: "u",
  hold: "b",
  select: "x",
  "publish-many": "A",
  "reject-many": "R",
  search: "/",
  help: "?",
  queue: "g q",
};
const SECOND = 2_000; // milliseconds in which the second key of two, or the digit of a reason, is waited for

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

function store(settings) {
  try {
    localStorage.setItem(STORE, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing: they hold until the page is left.
  }
}

const isField = (element) => element?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

/** Listen to the keys of a desk; `does` moves, undoes, knows the card that has the focus and speaks. */
export function watchKeys(desk, does) {
  let settings = stored();
  let waiting = ""; // the first of two keys, or "reject" while a digit is waited for
  let timer;

  const keys = () => ({ ...USUAL, ...settings.keys });
  const actionOf = (typed) => Object.keys(USUAL).find((name) => keys()[name] === typed);
  const scope = () => does.currentCard() ?? desk.querySelector("[data-card]:not(.is-done)") ?? desk;

  function wait(what) {
    waiting = what;
    clearTimeout(timer);
    timer = setTimeout(() => { waiting = ""; }, SECOND);
  }

  function find(name) {
    const inCard = scope().querySelector(`[data-key="${name}"]`);
    return inCard ?? [...desk.querySelectorAll(`[data-key="${name}"]`)].find((one) => !one.closest("[data-card]"));
  }

  function use(element) {
    if (!element || element.closest("[inert], .is-done")) return;
    if (element.matches("div")) element.querySelector("textarea")?.focus();
    else if (element.matches("input[type=search], input[type=text], select")) element.focus();
    else element.click();
  }

  function reject() {
    const found = find("reject");
    if (!found) return;
    if (found.matches("summary")) found.parentElement.open = true;
    else desk.querySelector("[data-decision] select[name=reason]")?.scrollIntoView({ block: "nearest" });
    does.announce(desk.dataset.reasonAsked);
    waiting = "reject";
    clearTimeout(timer);
  }

  function reason(digit) {
    const inCard = scope().querySelector(`[data-reason="${digit}"]`);
    if (inCard) return use(inCard);
    const decision = desk.querySelector("[data-decision]");
    if (!decision) return undefined;
    decision.elements.namedItem("reason").selectedIndex = Number(digit);
    const note = decision.elements.namedItem("note_public");
    return digit === "9" && !note.value.trim() ? note.focus() : use(find("reject"));
  }

  function act(name) {
    if (name === "next") does.step(1);
    else if (name === "previous") does.step(-1);
    else if (name === "undo") does.undoLast();
    else if (name === "reject") reject();
    else if (name === "help") open();
    else if (name === "queue") location.assign(desk.dataset.queueUrl);
    else use(find(name));
  }

  function onKey(event) {
    if (settings.off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isField(event.target) || document.querySelector("dialog[open]") || event.key.length !== 1) return;
    if (waiting === "reject" && /^[1-9]$/.test(event.key)) {
      waiting = "";
      event.preventDefault();
      reason(event.key);
      return;
    }
    const typed = waiting && waiting !== "reject" ? `${waiting} ${event.key}` : event.key;
    waiting = "";
    const name = actionOf(typed);
    if (name) {
      event.preventDefault();
      // Wagtail listens to some of these too.
      event.stopPropagation();
      act(name);
    } else if (Object.values(keys()).some((key) => key.startsWith(`${event.key} `))) {
      wait(event.key);
    }
  }

  const dialog = desk.querySelector("[data-keys]");
  const off = dialog.querySelector("[data-keys-off]");
  const problem = dialog.querySelector("[data-keys-problem]");

  function fill() {
    off.checked = Boolean(settings.off);
    for (const input of dialog.querySelectorAll("[data-key-of]")) input.value = keys()[input.dataset.keyOf];
    problem.textContent = "";
  }

  function open() {
    fill();
    dialog.showModal();
  }

  dialog.addEventListener("change", (event) => {
    if (event.target === off) settings.off = off.checked;
    const name = event.target.dataset.keyOf;
    if (name) {
      const wanted = event.target.value.trim() || USUAL[name];
      const taken = Object.keys(USUAL).some((other) => other !== name && keys()[other] === wanted);
      if (taken || !/^\S( \S)?$/.test(wanted)) {
        fill();
        problem.textContent = problem.dataset.taken;
        return;
      }
      settings = { ...settings, keys: { ...settings.keys, [name]: wanted } };
    }
    store(settings);
    fill();
  });
  dialog.querySelector("[data-keys-reset]").addEventListener("click", () => {
    settings = {};
    store(settings);
    fill();
  });
  for (const button of desk.querySelectorAll('button[data-key="help"]')) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  document.addEventListener("keydown", onKey, { capture: true });
}
