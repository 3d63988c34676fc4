// Buttons that copy what stands in a field: `data-copy` names the field, `data-copied` says that it was done.
import { toast } from "./toast.js";

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  if (!field) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    toast({ text: button.dataset.copied, tone: "good" });
  } catch {
    // Without permission the text stays selected, ready for Ctrl+C.
    field.focus();
  }
}

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
}
