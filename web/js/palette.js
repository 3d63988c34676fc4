// The command palette. Ctrl/⌘-K is read from event.code, so that it works on a Persian or Arabic keyboard layout too.
const WAIT_MS = 120;
let asked = 0;

const dialog = () => document.getElementById("palette");
const items = () => [...dialog().querySelectorAll(".item")];

function select(step) {
  const all = items();
  if (all.length === 0) return;
  const now = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = (now + step + all.length) % all.length;
  all.forEach((item, at) => item.setAttribute("aria-selected", String(at === next)));
  all[next].scrollIntoView({ block: "nearest" });
  dialog().querySelector("input").setAttribute("aria-activedescendant", all[next].id);
}

async function load(query) {
  const mine = ++asked;
  const results = dialog().querySelector("[data-results]");
  const answer = await fetch(`${dialog().dataset.url}?q=${encodeURIComponent(query)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (mine !== asked || !answer?.ok) return;
  results.innerHTML = await answer.text();
  items().forEach((item, at) => { item.id = `palette-item-${at}`; });
  select(1);
}

export function open() {
  if (!dialog() || dialog().open) return;
  dialog().showModal();
  const input = dialog().querySelector("input");
  input.select();
  load(input.value);
}

function shortcut(event) {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyK") {
    event.preventDefault();
    open();
    return;
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "Slash" && !event.shiftKey) {
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  } else if (event.code === "Slash" && event.shiftKey) document.getElementById("keys")?.showModal();
}

export function start() {
  document.addEventListener("keydown", shortcut);
  document.addEventListener("click", (event) => { if (event.target.closest("[data-palette]")) open(); });
  const input = dialog()?.querySelector("input");
  if (!input) return;
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => load(input.value), WAIT_MS); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); select(1); }
    if (event.key === "ArrowUp") { event.preventDefault(); select(-1); }
    if (event.key === "Enter") { event.preventDefault(); (items().find((item) => item.getAttribute("aria-selected") === "true") ?? items()[0])?.click(); }
  });
}
