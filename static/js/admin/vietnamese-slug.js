/*
 * Slugs in the admin, the same as portal/vietnamese/slug.py makes.
 *
 * Wagtail's own script knows no Vietnamese letter ("Gương người tốt" becomes "gng-ngi-tt"). Its slug
 * fields are driven by the Stimulus controller "w-slug"; registering another one under that name,
 * with the same actions, reaches every such field: page forms, copying a page, snippets.
 * The table comes from portal/vietnamese/slug_table.json, in an attribute of the script element.
 */

/**
 * @param {{letters: Object<string, string>, joined: string, joined_ranges: string[][],
 *          decomposed_ranges: string[][], empty: string, max_length: number}} table
 * @returns {(text: string) => string} the counterpart of slugify_vi
 */
export function slugFunction(table) {
  const letters = new Map(Object.entries(table.letters));
  const joined = new Set(table.joined);
  const codePoint = (char) => char.codePointAt(0);
  const within = (ranges) => {
    const ends = ranges.map((pair) => pair.map(codePoint));
    return (char) => ends.some(([first, last]) => first <= codePoint(char) && codePoint(char) <= last);
  };
  const isInJoinedRange = within(table.joined_ranges);
  const isDecomposed = within(table.decomposed_ranges);
  const isJoined = (char) => joined.has(char) || isInJoinedRange(char);

  const slugChar = (char) => {
    if (letters.has(char)) return letters.get(char);
    if (isJoined(char)) return "";
    return Array.from(isDecomposed(char) ? char.normalize("NFKD") : char, (part) => {
      if (isJoined(part)) return "";
      return /^[A-Za-z0-9]$/.test(part) ? part.toLowerCase() : "-";
    }).join("");
  };

  return (text) => {
    const words = Array.from(text, slugChar).join("").split("-").filter(Boolean);
    const slug = words.join("-") || table.empty;
    if (slug.length <= table.max_length) return slug;
    const cut = slug.lastIndexOf("-", table.max_length);
    return slug.slice(0, cut > 0 ? cut : table.max_length);
  };
}

/**
 * @param {new (...args: any[]) => any} Controller the Stimulus base class
 * @param {(text: string) => string} slugify
 * @returns a controller with the actions that Wagtail's SlugInput calls
 */
export function slugController(Controller, slugify) {
  return class extends Controller {
    /** The field follows the title only while it holds the slug of the title. */
    compare(event) {
      const { value } = this.element;
      const title = event.detail?.value ?? "";
      const inStep = !value || (title.trim() !== "" && slugify(title) === value);
      if (!inStep) event.preventDefault();
      return inStep;
    }

    /** The editor leaves the slug field. */
    slugify(event) {
      this.write(event, "slugify");
    }

    /** The title changes. */
    urlify(event) {
      this.write(event, "urlify");
    }

    write(event, action) {
      const sourceValue = event?.detail?.value ?? this.element.value;
      // Nothing typed: leave the field empty, the server asks for a slug or makes one.
      if (!sourceValue.trim()) return;
      const cleanValue = slugify(sourceValue);
      this.element.value = cleanValue;
      this.dispatch("applied", { cancelable: false, detail: { action, cleanValue, sourceValue } });
    }
  };
}

const script = globalThis.document?.querySelector("script[data-slug-table]");
if (script && globalThis.wagtail?.app) {
  const slugify = slugFunction(JSON.parse(script.dataset.slugTable));
  globalThis.wagtail.app.register("w-slug", slugController(globalThis.StimulusModule.Controller, slugify));
}
