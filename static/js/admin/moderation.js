// The moderators' desk: keys, decisions without leaving the list, new comments that wait until they are asked for.
// Without this script every one of these is a form or a link.

import { watchKeys } from "./moderation-keys.js";

const EVERY = 30_000; // milliseconds between two looks for new comments

const desk = document.querySelector("[data-desk]");
const cards = () => [...desk.querySelectorAll("[data-card]")];
const announcement = desk.querySelector("[data-announce]");
let lastDone = null;

function announce(text) {
  // Emptied first, so that the same words twice are spoken twice.
  if (!announcement) return;
  announcement.textContent = "";
  setTimeout(() => { announcement.textContent = text; }, 50);
}

function currentCard() {
  return document.activeElement?.closest?.("[data-card]") ?? null;
}

function focusCard(card) {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

/** Go to the next or previous card that is not yet decided about; from nowhere, to the first. */
export function step(by) {
  const open = cards().filter((card) => !card.classList.contains("is-done") || card === currentCard());
  const at = open.indexOf(currentCard());
  focusCard(at < 0 ? open[0] : open[Math.min(Math.max(at + by, 0), open.length - 1)]);
}

function nextOf(card) {
  const all = cards();
  const rest = [...all.slice(all.indexOf(card) + 1), ...all.slice(0, all.indexOf(card))];
  return rest.find((one) => !one.classList.contains("is-done"));
}

async function send(form, submitter) {
  const data = new FormData(form, submitter);
  const response = await fetch(form.action, {
    method: "POST",
    body: data,
    headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
  });
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/json")) throw new Error(String(response.status));
  return { ok: response.ok, ...(await response.json()) };
}

function renew(card, answer) {
  for (const input of card.querySelectorAll("[name=version]")) input.value = answer.version;
  for (const input of card.querySelectorAll("[name=seen]")) input.value = answer.seen;
  const pick = card.querySelector("[name=chon]");
  if (pick) pick.value = `${card.dataset.card}:${answer.version}`;
}

function undoButton(card, answer) {
  const text = desk.dataset.undo;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary button-small";
  button.textContent = text;
  button.addEventListener("click", () => takeBack(card, answer.undo));
  setTimeout(() => {
    // Nobody loses his place when the button goes.
    if (document.activeElement === button) focusCard(nextOf(card) ?? card);
    button.remove();
    if (lastDone?.card === card) lastDone = null;
  }, answer.seconds * 1000);
  return button;
}

async function decide(form, submitter) {
  const card = form.closest("[data-card]");
  if (card.dataset.busy) return;
  card.dataset.busy = "1";
  const outcome = card.querySelector("[data-outcome]");
  try {
    const answer = await send(form, submitter);
    if (!answer.ok) {
      outcome.textContent = answer.problem;
      announce(answer.problem);
      return;
    }
    const mine = card.contains(document.activeElement);
    renew(card, answer);
    card.classList.add("is-done");
    const pick = card.querySelector("[name=chon]");
    if (pick) pick.checked = false;
    countPicked();
    outcome.replaceChildren(answer.label, undoButton(card, answer));
    lastDone = { card, undo: answer.undo };
    announce(answer.said);
    if (mine) focusCard(nextOf(card) ?? card);
  } catch {
    // Sent the plain way, the page says what is wrong (signed out, the network is away).
    outcome.textContent = desk.dataset.failed;
    announce(desk.dataset.failed);
  } finally {
    delete card.dataset.busy;
  }
}

async function takeBack(card, url) {
  const form = card.querySelector("form");
  const data = document.createElement("form");
  data.action = url;
  for (const name of ["csrfmiddlewaretoken", "version", "seen"]) {
    data.append(form.elements.namedItem(name).cloneNode());
  }
  const outcome = card.querySelector("[data-outcome]");
  try {
    const answer = await send(data);
    if (answer.ok) {
      renew(card, answer);
      card.classList.remove("is-done");
      outcome.textContent = "";
      focusCard(card);
      lastDone = null;
    } else {
      outcome.textContent = answer.problem;
    }
    announce(answer.said ?? answer.problem);
  } catch {
    outcome.textContent = desk.dataset.failed;
  }
}

/** Take back what was decided last: in this list, or on the page before. */
export function undoLast() {
  if (lastDone) takeBack(lastDone.card, lastDone.undo);
  else desk.querySelector("[data-undo-seconds] button")?.click();
}

function countPicked() {
  const place = desk.querySelector("[data-picked]");
  const count = desk.querySelectorAll("[name=chon]:checked").length;
  if (place) place.textContent = count ? `(${count})` : "";
}

async function look() {
  if (document.hidden) return;
  const query = new URLSearchParams({ hang: desk.dataset.queue, sau: desk.dataset.newest });
  try {
    const response = await fetch(`${desk.dataset.counts}?${query}`, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (!response.ok) return;
    const found = await response.json();
    for (const [name, count] of Object.entries(found.queues)) {
      const place = desk.querySelector(`[data-count="${name}"]`);
      if (place) place.textContent = count;
    }
    const fresh = desk.querySelector("[data-fresh]");
    if (found.fresh && fresh.firstElementChild.textContent !== found.label) {
      fresh.firstElementChild.textContent = found.label;
      fresh.hidden = false;
      announce(found.label);
    }
  } catch {
    // The network is away: the next look tells.
  }
}

if (desk) {
  desk.addEventListener("submit", (event) => {
    if (!event.target.matches(".desk-quick")) return;
    event.preventDefault();
    decide(event.target, event.submitter);
  });
  desk.addEventListener("change", (event) => event.target.name === "chon" && countPicked());
  for (const form of desk.querySelectorAll("[data-undo-seconds]")) {
    setTimeout(() => {
      form.inert = true;
      form.style.visibility = "hidden";
    }, Number(form.dataset.undoSeconds) * 1000);
  }
  if (desk.dataset.counts) setInterval(look, EVERY);
  // Coming from a decision, one goes on with what is next.
  if (!location.hash && desk.querySelector("[data-undo-seconds]")) focusCard(cards()[0]);
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
  if (target) target.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  watchKeys(desk, { step, undoLast, currentCard, announce });
}
