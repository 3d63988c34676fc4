// Lists: which columns are shown (remembered for each table), which rows are picked.
import { number } from "./reader.js";

const store = {
  read(id) { try { return JSON.parse(localStorage.getItem(`columns:${id}`)); } catch { return null; } },
  write(id, hidden) { try { localStorage.setItem(`columns:${id}`, JSON.stringify(hidden)); } catch { /* private window: only not remembered */ } },
};

function showColumns(table) {
  const boxes = table.parentElement?.closest(".table-box")?.querySelectorAll("[data-column]") ?? [];
  // A saved view brings its columns along; what was chosen by hand elsewhere does not count in it.
  const remembered = table.closest("[data-fixed-columns]") ? null : store.read(table.id);
  for (const box of boxes) {
    if (remembered) box.checked = !remembered.includes(box.dataset.column);
    for (const cell of table.querySelectorAll(`[data-col="${CSS.escape(box.dataset.column)}"]`)) cell.hidden = !box.checked;
  }
  const shown = [...boxes].filter((box) => box.checked).map((box) => box.dataset.column).join(",");
  for (const field of document.querySelectorAll(`[data-visible-columns="${CSS.escape(table.id)}"]`)) field.value = shown;
  return shown;
}

/** The address of the page and of every link that stays on it say which columns are shown. */
function fix(shown) {
  const at = new URL(location.href);
  at.searchParams.set("columns", shown);
  history.replaceState(history.state, "", at);
  for (const field of document.querySelectorAll('form.filters input[name="columns"]')) field.value = shown;
  for (const link of document.querySelectorAll(`a[href*="columns="]:not(.tabs a)`)) {
    const to = new URL(link.href);
    if (to.pathname !== at.pathname) continue;
    to.searchParams.set("columns", shown);
    link.href = to.pathname + to.search;
  }
}

function chosen(box) {
  const tableBox = box.closest(".table-box");
  const hidden = [...tableBox.querySelectorAll("[data-column]")].filter((one) => !one.checked).map((one) => one.dataset.column);
  const table = tableBox.querySelector("table");
  if (!table.closest("[data-fixed-columns]")) store.write(table.id, hidden);
  const shown = showColumns(table);
  if (table.closest("[data-fixed-columns]")) fix(shown);
}

function picked(form) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const count = rows.filter((row) => row.checked).length;
  const bar = form.querySelector(".bulk");
  if (bar) {
    bar.hidden = count === 0;
    const said = bar.querySelector("[data-count]");
    if (said) said.textContent = number(count);
  }
  const all = form.querySelector("[data-all-rows]");
  if (all) {
    all.checked = count > 0 && count === rows.length;
    all.indeterminate = count > 0 && count < rows.length;
  }
}

export function refresh(root = document) {
  for (const table of root.querySelectorAll("table[id]")) showColumns(table);
  for (const form of document.querySelectorAll("[data-bulk]")) picked(form);
}

export function start() {
  refresh();
  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target.matches("[data-column]")) chosen(target);
    const form = target.closest("[data-bulk]");
    if (!form) return;
    if (target.matches("[data-all-rows]")) for (const row of form.querySelectorAll("[data-row]")) row.checked = target.checked;
    if (target.matches("[data-row], [data-all-rows]")) picked(form);
  });
  document.addEventListener("click", (event) => {
    const clear = event.target.closest("[data-clear-rows]");
    const form = clear?.closest("[data-bulk]");
    if (!form) return;
    for (const row of form.querySelectorAll("[data-row]")) row.checked = false;
    picked(form);
  });
}
