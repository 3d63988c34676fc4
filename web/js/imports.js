// Says, on whatever page one is, that an import one started has ended. The page of a running import writes down its
// id; every page listens for those written down.
import { toast } from "./toast.js";

const KEY = "imports";

function started() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
}
function remember(ids) {
  try { localStorage.setItem(KEY, JSON.stringify(ids)); } catch { /* private window: only not told */ }
}
const forget = (id) => remember(started().filter((known) => known !== id));

/** The title of the tab says it until the person is back. */
function entitle(text) {
  const before = document.title;
  document.title = `✓ ${text}`;
  const back = () => {
    if (document.hidden) return;
    document.title = before;
    for (const kind of ["visibilitychange", "pointerdown", "keydown"]) document.removeEventListener(kind, back);
  };
  for (const kind of ["visibilitychange", "pointerdown", "keydown"]) document.addEventListener(kind, back);
}

function follow(id) {
  const source = new EventSource(`/live?topic=${encodeURIComponent(`import:${id}`)}`);
  source.addEventListener("finished", (event) => {
    source.close();
    if (!started().includes(id)) return;
    forget(id);
    const news = JSON.parse(event.data);
    toast(news);
    entitle(news.text);
  });
  source.addEventListener("error", () => { if (source.readyState === EventSource.CLOSED) forget(id); });
  addEventListener("pagehide", () => source.close(), { once: true });
}

export function start() {
  const here = document.querySelector("[data-import]");
  const id = here?.dataset.import;
  if (here?.hasAttribute("data-running")) remember([...new Set([...started(), id])].slice(-5));
  else if (here && started().includes(id)) {
    forget(id);
    if (document.hidden) entitle(document.title);
  }
  for (const one of started()) if (one !== id) follow(one);
}
