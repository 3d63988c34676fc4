// Filters that send themselves, file fields one can drop on, and what htmx needs to know.
function files(input) {
  const output = input.closest(".drop")?.querySelector("output");
  if (output) output.textContent = [...input.files].map((file) => file.name).join("، ");
}

function dropped(event) {
  const zone = event.target.closest?.(".drop");
  if (!zone) return;
  event.preventDefault();
  zone.toggleAttribute("data-over", event.type === "dragover");
  if (event.type !== "drop") return;
  const input = zone.querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

let wait;
const SEND_AFTER_MS = 250;

function send(event) {
  const form = event.target.closest?.("form[data-autosend]");
  if (!form || (event.type === "input" && event.target.type !== "search")) return;
  if (event.type === "change" && event.target.type === "search") return;
  clearTimeout(wait);
  wait = setTimeout(() => form.requestSubmit(), event.type === "input" ? SEND_AFTER_MS : 0);
}

export function start() {
  for (const kind of ["input", "change"]) document.addEventListener(kind, send);
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, dropped);
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file]")) files(event.target);
  });
  document.addEventListener("htmx:config:request", (event) => {
    const csrf = document.querySelector('meta[name="csrf"]')?.content;
    if (csrf) event.detail.ctx.request.headers["X-CSRF-Token"] = csrf;
  });
}
