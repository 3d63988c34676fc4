// Light, dark or as the system: kept in a cookie, so that the server sends the page in it.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function show() {
  const chosen = root.dataset.theme;
  root.dataset.shownTheme = chosen === "auto" ? (system.matches ? "dark" : "light") : chosen;
  for (const button of document.querySelectorAll("[data-set-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setTheme === chosen));
  }
  document.dispatchEvent(new CustomEvent("wafa:theme"));
}

function choose(theme) {
  root.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  show();
}

export function start() {
  show();
  system.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const set = event.target.closest("[data-set-theme]");
    if (set) choose(set.dataset.setTheme);
    else if (event.target.closest("[data-switch-theme]")) choose(root.dataset.shownTheme === "dark" ? "light" : "dark");
  });
}
