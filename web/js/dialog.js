// Dialogs, menus and the drawer: native elements opened by data attributes.
export function start() {
  document.addEventListener("toggle", place, true);
  document.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]");
    if (open) {
      event.preventDefault();
      document.getElementById(open.dataset.open)?.showModal();
      open.closest("details.menu")?.removeAttribute("open");
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
    closeLoose(event.target);
    drawer(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open], .kpi details.how[open], header details.how[open]");
    if (menu) { menu.removeAttribute("open"); menu.querySelector("summary")?.focus(); }
    hideDrawer();
  });
}

/** A list that would stand outside the window opens towards the other side. */
function place(event) {
  const list = event.target.matches?.("details.menu[open]") && event.target.querySelector(".menu-list");
  if (!list) return;
  list.classList.remove("menu-list-start");
  const { left, right } = list.getBoundingClientRect();
  if (left < 0 || right > document.documentElement.clientWidth) list.classList.add("menu-list-start");
}

function closeLoose(target) {
  for (const menu of document.querySelectorAll("details.menu[open], .kpi details.how[open], header details.how[open]")) {
    if (!menu.contains(target)) menu.removeAttribute("open");
  }
}

function drawer(target) {
  if (target.closest?.("[data-drawer]")) {
    document.body.classList.add("drawer-shown");
    document.querySelector(".side a")?.focus();
  } else if (!target.closest?.(".side")) hideDrawer();
}

function hideDrawer() {
  document.body.classList.remove("drawer-shown");
}
