// Lists: which columns are shown (remembered for each table), which rows are picked.
import { number } from "./reader.js";

const store = {
  read(id) { try { return JSON.parse(localStorage.getItem(`columns:${id}`)); } catch { return null; } },
  write(id, hidden) { try { localStorage.setItem(`columns:${id}`, JSON.stringify(hidden)); } catch { /* private window: only not remembered */ } },
};

function showColumns(table) {
  const boxes = table.parentElement?.closest(".table-box")?.querySelectorAll("[data-column]") ?? [];
  const remembered = store.read(table.id);
  for (const box of boxes) {
    if (remembered) box.checked = !remembered.includes(box.dataset.column);
    for (const cell of table.querySelectorAll(`[data-col="${CSS.escape(box.dataset.column)}"]`)) cell.hidden = !box.checked;
  }
}

function chosen(box) {
  const tableBox = box.closest(".table-box");
  const hidden = [...tableBox.querySelectorAll("[data-column]")].filter((one) => !one.checked).map((one) => one.dataset.column);
  const table = tableBox.querySelector("table");
  store.write(table.id, hidden);
  showColumns(table);
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
