// How this page's reader writes numbers and dates; the server says so on <html>.
const root = document.documentElement;

export const language = root.lang || "en";
export const rtl = root.dir === "rtl";
export const calendar = root.dataset.calendar || "gregorian";
const numbering = root.dataset.digits === "latin" ? "latn" : { fa: "arabext", ar: "arab" }[language] || "latn";
export const locale = `${{ fa: "fa-IR", ar: "ar-EG", en: "en" }[language] || "en"}-u-nu-${numbering}`;

const zero = { arabext: 0x6f0, arab: 0x660, latn: 0x30 }[numbering];

/** ASCII digits of a text in the reader's digits. */
export const digits = (text) => String(text).replace(/[0-9]/g, (d) => String.fromCodePoint(zero + Number(d)));

/** Persian and Arabic digits of a text as ASCII. */
export const fold = (text) => text
  .replace(/[\u06f0-\u06f9]/g, (d) => String(d.codePointAt(0) - 0x6f0))
  .replace(/[\u0660-\u0669]/g, (d) => String(d.codePointAt(0) - 0x660))
  .replace(/\u066b/g, ".").replace(/[\u066c\u060c]/g, ",");

export const number = (value, options) => new Intl.NumberFormat(locale, options).format(value);

/** A colour of the design tokens as the browser resolves it now, such as colour("--accent"). */
export function colour(token) {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
