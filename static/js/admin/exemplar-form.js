// The form of a dossier: dossiers like the one being typed are shown at once, and the fields that fit its kind.
// Without this script the form shows all fields and warns when it is saved.

const WAIT = 400; // milliseconds after the last key

const region = document.getElementById("exemplar-duplicates");
const form = document.getElementById("w-editor-form");
const value = (name) => form?.elements.namedItem(name)?.value ?? "";

let timer;
let running;
let asked = "";

async function look() {
  const name = value("name").trim();
  const query = new URLSearchParams({
    ten: name,
    nam: value("birth_date") || value("birth_year"),
    noi: value("place"),
    tru: region.dataset.own,
  }).toString();
  if (query === asked) return;
  asked = query;
  running?.abort();
  running = new AbortController();
  try {
    const response = await fetch(`${region.dataset.url}?${query}`, {
      signal: running.signal,
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    region.replaceChildren(...page.body.childNodes);
  } catch (error) {
    // Saving looks again; nothing is lost when the network is.
    if (error.name !== "AbortError") asked = "";
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
}

// What was not typed by hand (a chooser sets its hidden field) tells nobody: the value is compared.
function watch(input) {
  input.addEventListener("change", later);
  new MutationObserver(later).observe(input, { attributes: true, attributeFilter: ["value"] });
}

function fitKind() {
  const kind = value("kind");
  for (const other of ["individual", "model"]) {
    for (const part of form.querySelectorAll(`.for-${other}`)) part.hidden = kind !== "" && kind !== other;
  }
}

if (region && form) {
  for (const name of ["name", "birth_year", "birth_date"]) {
    form.elements.namedItem(name)?.addEventListener("input", later);
  }
  const place = form.elements.namedItem("place");
  if (place instanceof HTMLElement) watch(place);
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") fitKind();
    if (event.target.name === "birth_date") later();
  });
  fitKind();
}
