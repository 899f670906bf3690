/* While many comments come at once, a form asks the reader's machine for a little work (portal/intake/work.py), so that
   the comment does not wait behind what robots send. It begins with the first letter and is over before most have
   written a word. Without it the comment is taken all the same, and waits: nothing here keeps anybody from sending. */

const BATCH = 256;
const LONGEST_WAIT = 15_000;
const works = new WeakMap();

const solve = async (key, bits) => {
  const letters = new TextEncoder();
  for (let first = 0; ; first += BATCH) {
    const hashes = await Promise.all(Array.from({ length: BATCH }, (_, step) =>
      crypto.subtle.digest("SHA-256", letters.encode(`${key}:${first + step}`))));
    const found = hashes.findIndex((hash) => new DataView(hash).getUint32(0) >>> (32 - bits) === 0);
    if (found >= 0) return first + found;
  }
};

const start = (form) => {
  if (!works.has(form)) {
    const work = { isOver: false };
    work.end = solve(form.elements.submit_key.value, Number(form.dataset.work))
      .then((number) => { form.elements.work.value = number; })
      .catch(() => { /* an old browser, or a page without https */ })
      .finally(() => { work.isOver = true; });
    works.set(form, work);
  }
  return works.get(form);
};

const formOf = (element) => element?.closest?.("form[data-work]");

const send = async (form, button) => {
  const work = start(form);
  const status = form.querySelector("[data-work-status]");
  status.textContent = status.dataset.workStatus;
  await Promise.race([work.end, new Promise((late) => { setTimeout(late, LONGEST_WAIT); })]);
  work.isOver = true;
  status.textContent = "";
  form.requestSubmit(button);
};

document.addEventListener("input", ({ target }) => {
  const form = formOf(target);
  if (form) start(form);
});

document.addEventListener("submit", (event) => {
  const form = formOf(event.target);
  if (!form?.requestSubmit || works.get(form)?.isOver) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  send(form, event.submitter);
});
