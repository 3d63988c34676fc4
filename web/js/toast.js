// Short messages with undo. Sent by the server as an HX-Trigger `toast`, or printed in the page after a redirect.
import { post } from "./post.js";

const SHOWN_MS = 6000;
const WITH_UNDO_MS = 10000;
const NEWS_MS = 60000;

export function toast({ text, tone = "", undo = "", href = "", label = "" }) {
  const box = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!box || !template || !text) return;
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector(".text").textContent = text;
  if (tone === "bad") item.setAttribute("role", "alert");
  const button = item.querySelector("[data-undo]");
  if (undo) button.addEventListener("click", () => post(undo));
  else button.remove();
  const link = item.querySelector("[data-link]");
  if (href) Object.assign(link, { href, textContent: label });
  else link.remove();
  let left = setTimeout(() => item.remove(), href ? NEWS_MS : undo ? WITH_UNDO_MS : SHOWN_MS);
  item.addEventListener("pointerenter", () => clearTimeout(left));
  item.addEventListener("focusin", () => clearTimeout(left));
  item.addEventListener("pointerleave", () => { left = setTimeout(() => item.remove(), SHOWN_MS); });
  item.querySelector("[data-dismiss]").addEventListener("click", () => item.remove());
  box.append(item);
}

export function start() {
  document.addEventListener("toast", (event) => toast(event.detail));
  const waiting = document.querySelector("[data-toast]");
  if (waiting) toast({ text: waiting.dataset.toast, tone: waiting.dataset.tone, undo: waiting.dataset.undo });
}
