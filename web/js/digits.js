// Number and money fields: any digits may be typed; on leaving, the number is grouped in the reader's digits.
import { fold, number } from "./reader.js";

const PLAIN = /^[+-]?\d+(\.\d*)?$/;

function tidy(input) {
  const plain = fold(input.value).replace(/[,\s\u200e\u200f\u061c]/g, "");
  if (!PLAIN.test(plain)) return;
  const places = plain.split(".")[1]?.length ?? 0;
  input.value = number(Number(plain), { minimumFractionDigits: places, maximumFractionDigits: places, useGrouping: input.dataset.number !== "plain" });
}

export function start() {
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("input[data-number]")) tidy(event.target);
  });
}
