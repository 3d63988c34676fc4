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

/** One more row like the last one, empty. */
function addRow(event) {
  const button = event.target.closest?.("[data-add-row]");
  const last = button && [...button.parentElement.querySelectorAll(":scope > .pair")].at(-1);
  if (!last) return;
  event.preventDefault();
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll("input")) {
    field.value = "";
    for (const name of ["aria-invalid", "aria-describedby"]) field.removeAttribute(name);
  }
  for (const error of row.querySelectorAll(".error-text")) error.remove();
  last.after(row);
  row.querySelector("input").focus();
}

export function start() {
  document.addEventListener("click", addRow);
  // What is left blank is not asked for, and does not stand in the address.
  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
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
