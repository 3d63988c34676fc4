// A month of the reader's calendar (Jalali, Hijri or Gregorian) under a date field. The field stays a text field:
// the server reads whatever is typed; this only writes a date into it.
import { calendar, digits, fold, language, locale, rtl } from "./reader.js";

const DAY_MS = 86400000;
const RLM = "\u200f"; // keeps the parts of an Arabic date in reading order
const name = { jalali: "persian", hijri: "islamic-umalqura", gregorian: "gregory" }[calendar];
const parts = new Intl.DateTimeFormat(`en-u-ca-${name}-nu-latn`, { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
const monthYear = new Intl.DateTimeFormat(`${locale}-ca-${name}`, { month: "long", year: "numeric", timeZone: "UTC" });
const monthOnly = new Intl.DateTimeFormat(`${locale}-ca-${name}`, { month: "long", timeZone: "UTC" });
const weekdays = new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });

function civil(day) {
  const found = Object.fromEntries(parts.formatToParts(new Date(day * DAY_MS)).map((part) => [part.type, part.value]));
  return { year: Number(found.year), month: Number(found.month), day: Number(found.day) };
}

/** The day number of a date of this calendar: the average length gives a guess, then days are walked. */
function dayOf(year, month, day) {
  const [epoch, length] = { jalali: [-492268, 365.2422], hijri: [-492148, 354.367], gregorian: [-719528, 365.2425] }[calendar];
  let at = Math.round(epoch + (year - (calendar === "gregorian" ? 0 : 1)) * length + (month - 1) * (length / 12) + day);
  for (let tries = 0; tries < 400; tries += 1) {
    const here = civil(at);
    const ahead = (year - here.year) * 372 + (month - here.month) * 31 + (day - here.day);
    if (ahead === 0) return at;
    at += Math.abs(ahead) > 40 ? Math.trunc(ahead * 0.97) : Math.sign(ahead);
  }
  return null;
}

const write = (day) => {
  const { year, month, day: date } = civil(day);
  const two = (n) => String(n).padStart(2, "0");
  if (language === "en") return digits(`${year}-${two(month)}-${two(date)}`);
  return digits(language === "ar" ? `${date}${RLM}/${month}${RLM}/${year}` : `${year}/${month}/${date}`);
};

function typed(text) {
  const plain = fold(text).replace(/[\u200e\u200f\u061c\s]/g, "");
  const found = plain.match(/^(?<year>\d{4})\D(?<month>\d{1,2})\D(?<day>\d{1,2})$/) ?? plain.match(/^(?<day>\d{1,2})\D(?<month>\d{1,2})\D(?<year>\d{4})$/);
  return found ? dayOf(Number(found.groups.year), Number(found.groups.month), Number(found.groups.day)) : null;
}

const firstOf = (day) => day - civil(day).day + 1;
const weekStart = Number(document.documentElement.dataset.weekStart ?? 0); // 0 = Saturday
const weekdayOf = (day) => (((day + 5) % 7) + 7) % 7;

function button(label, icon, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "icon-btn";
  made.setAttribute("aria-label", label);
  made.append(document.getElementById(icon).content.cloneNode(true));
  made.addEventListener("click", act);
  return made;
}

class Grid {
  constructor(field) {
    this.field = field;
    this.input = field.querySelector("input");
    this.today = Number(document.documentElement.dataset.today);
    this.element = document.createElement("div");
    this.element.className = "date-grid";
    this.element.setAttribute("role", "dialog");
    this.element.setAttribute("aria-label", this.input.labels?.[0]?.textContent ?? "");
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.show(typed(this.input.value) ?? this.today, true);
    field.append(this.element);
  }

  show(day, focus = false) {
    this.day = day;
    const first = firstOf(day);
    const head = document.createElement("header");
    const title = document.createElement("span");
    title.textContent = calendar === "gregorian" ? monthYear.format(new Date(first * DAY_MS)) : `${monthOnly.format(new Date(first * DAY_MS))} ${digits(civil(first).year)}`;
    title.setAttribute("aria-live", "polite");
    const words = this.field.dataset;
    head.append(button(words.previous, "icon-previous", () => this.show(firstOf(first - 1))), title, button(words.next, "icon-next", () => this.show(firstOf(first + 31))));
    this.element.replaceChildren(head, this.days(first));
    if (focus) queueMicrotask(() => this.element.querySelector("[tabindex='0']")?.focus());
  }

  days(first) {
    const grid = document.createElement("div");
    grid.className = "days";
    for (let at = 0; at < 7; at += 1) {
      const label = document.createElement("span");
      label.className = "weekday";
      label.textContent = weekdays.format(new Date((2 + weekStart + at) * DAY_MS)); // 1970-01-03 was a Saturday
      grid.append(label);
    }
    const before = (weekdayOf(first) - weekStart + 7) % 7;
    for (let at = 0; at < before; at += 1) grid.append(document.createElement("span"));
    const { month } = civil(first);
    const chosen = typed(this.input.value);
    for (let day = first; civil(day).month === month; day += 1) grid.append(this.dayButton(day, chosen));
    return grid;
  }

  dayButton(day, chosen) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = digits(civil(day).day);
    const at = new Date(day * DAY_MS);
    made.setAttribute("aria-label", `${weekday.format(at)} ${digits(civil(day).day)} ${monthOnly.format(at)}`);
    made.tabIndex = day === this.day ? 0 : -1;
    if (day === this.today) made.setAttribute("aria-current", "date");
    made.setAttribute("aria-selected", String(day === chosen));
    made.addEventListener("click", () => this.pick(day));
    return made;
  }

  key(event) {
    const forward = rtl ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 7, ArrowUp: -7, PageDown: 30, PageUp: -30 }[event.key];
    if (step && event.target.closest(".days")) { event.preventDefault(); this.show(this.day + step, true); }
    if (event.key === "Escape") { event.stopPropagation(); this.close(); this.input.focus(); }
  }

  pick(day) {
    this.input.value = write(day);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
    this.input.focus();
  }

  close() { this.element.remove(); this.field.grid = null; }
}

export function start() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-pick-date]");
    const field = opener?.closest("[data-date]");
    for (const other of document.querySelectorAll("[data-date]")) {
      if (other !== field && !other.contains(event.target)) other.grid?.close();
    }
    if (!field) return;
    if (field.grid) field.grid.close();
    else field.grid = new Grid(field);
  });
}
