/* The form comes to the reader: "Gửi ý kiến" and "Trả lời" open it in place. Fetched when one reaches for the comments
   (theme.js); without it they lead to a page of its own. */

const fetched = async (link) => {
  const address = new URL(link.href);
  address.searchParams.set("manh", "1");
  const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html").body;
};

const unique = (form, number) => {
  for (const field of form.querySelectorAll("[id]")) field.id = `${field.id}-${number}`;
  for (const label of form.querySelectorAll("[for]")) label.htmlFor = `${label.htmlFor}-${number}`;
  for (const field of form.querySelectorAll("[aria-describedby]"))
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby")}-${number}`);
};

let opened = 0;

const enhance = (link) => {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      const body = await fetched(link);
      const form = body.querySelector("form");
      if (!form) throw new Error("closed");
      opened += 1;
      unique(form, opened);
      link.closest("p").after(form);
      link.hidden = true;
      form.querySelector("input:not([type=hidden], [tabindex]), textarea").focus();
    } catch {
      window.location.assign(link.href);
    }
  });
};

document.querySelectorAll("[data-comment-form]").forEach(enhance);
