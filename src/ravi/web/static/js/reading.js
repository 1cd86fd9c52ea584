// The reading page: layers, both texts, and the light that goes from an item to its words and back.
import { keys } from "./keys.js";
import { mending } from "./mending.js";
import { painter } from "./painter.js";
import { Text } from "./text.js";

const LAYERS = ["speech", "actors", "events", "times", "quantities", "repairs"];
const data = JSON.parse(document.getElementById("marks").textContent);
const texts = { repaired: new Text(document.getElementById("repaired")), raw: new Text(document.getElementById("raw")) };
const marks = { repaired: [], raw: [] };
for (const [id, layer, kind, depth, repaired, raw] of data) {
  marks.repaired.push({ id, layer, kind, depth, spans: repaired });
  marks.raw.push({ id, layer, kind, depth, spans: raw });
}
const items = [...document.querySelectorAll("aside .item")];
const brush = painter();
const shown = new Set();
let which = "repaired";
let chosen = "";

const store = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } },
};

const paint = () => {
  brush.paint(texts[which], marks[which].filter((mark) => shown.has(mark.layer)));
  relight();
};
const of = (ids) => marks[which].filter((mark) => ids.includes(mark.id));
const light = (ids) => {
  for (const item of document.querySelectorAll(".item.lit")) item.classList.remove("lit");
  for (const id of ids) document.getElementById(id)?.classList.add("lit");
  brush.light(texts[which], "lit", of(ids));
};
const relight = () => {
  light([]);
  brush.light(texts[which], "chosen", chosen ? of([chosen]) : []);
};

/** Choose an item: it is lit up on both sides, its address is that of the page. */
function choose(id, { text = false, item = true } = {}) {
  if (chosen) document.getElementById(chosen)?.classList.remove("chosen");
  chosen = id;
  history.replaceState(null, "", id ? `#${id}` : location.pathname + location.search);
  const element = id ? document.getElementById(id) : null;
  element?.classList.add("chosen");
  if (element && item) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }
  relight();
  mend.follow(element);
  if (text) toText(id);
}

function toText(id) {
  const span = of([id]).flatMap((mark) => mark.spans)[0];
  const box = span && texts[which].ranges(...span)[0]?.getBoundingClientRect();
  if (box) window.scrollTo({ top: window.scrollY + box.top - window.innerHeight * 0.4 });
}

function layer(name, on) {
  shown[on ? "add" : "delete"](name);
  document.querySelector(`[data-layer="${name}"]`).setAttribute("aria-pressed", String(on));
}

function turn(to) {
  which = to;
  for (const [name, text] of Object.entries(texts)) text.element.hidden = name !== to;
  for (const button of document.querySelectorAll("[data-which]")) {
    button.setAttribute("aria-pressed", String(button.dataset.which === to));
  }
  paint();
}

/** The items whose marks lie under an offset, the shortest mark first; layers that are not shown do not count. */
function under(offset) {
  const found = new Map();
  for (const mark of marks[which]) {
    if (!shown.has(mark.layer) || !document.getElementById(mark.id)) continue;
    for (const [start, end] of mark.spans) {
      if (start <= offset && offset < end) found.set(mark.id, Math.min(found.get(mark.id) ?? Infinity, end - start));
    }
  }
  return [...found].sort((a, b) => a[1] - b[1]).map(([id]) => id);
}

function step(by) {
  const seen = items.filter((item) => item.offsetParent !== null);
  const at = seen.findIndex((item) => item.id === chosen);
  const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : Math.min(seen.length - 1, Math.max(0, at + by))];
  if (next) choose(next.id, { text: true });
}

const mend = mending({ which: () => which, texts });
const saved = (store.get("layers") ?? "speech,events").split(",");
for (const name of LAYERS) layer(name, saved.includes(name));
for (const button of document.querySelectorAll("[data-layer]")) {
  button.addEventListener("click", () => {
    layer(button.dataset.layer, !shown.has(button.dataset.layer));
    store.set("layers", [...shown].join(","));
    paint();
  });
}
for (const button of document.querySelectorAll("[data-which]")) {
  button.addEventListener("click", () => turn(button.dataset.which));
}
for (const item of items) {
  item.addEventListener("mouseenter", () => light([item.id]));
  item.addEventListener("mouseleave", () => light([]));
  item.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, form")) return;
    choose(item.id, { text: true, item: false });
  });
  item.addEventListener("focus", () => { if (chosen !== item.id && item.matches(":focus-visible")) choose(item.id, { item: false }); });
}
let waiting = false;
for (const text of Object.values(texts)) {
  text.element.addEventListener("pointermove", (event) => {
    if (waiting || event.pointerType === "touch") return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const found = under(text.under(event.clientX, event.clientY));
      light(found.slice(0, 1));
      text.element.style.cursor = found.length ? "pointer" : "";
    });
  });
  text.element.addEventListener("pointerleave", () => light([]));
  text.element.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const found = under(text.under(event.clientX, event.clientY));
    if (!found.length) return;
    // Another click at the same place goes on to what stands around it.
    choose(found[(found.indexOf(chosen) + 1) % found.length]);
  });
}
keys({
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: (event) => { if (event.target.closest(".item")) { step(1); return true; } return false; },
  ArrowUp: (event) => { if (event.target.closest(".item")) { step(-1); return true; } return false; },
  Enter: (event) => { if (!event.target.matches(".item")) return false; choose(event.target.id, { text: true }); return true; },
  Escape: () => choose("", { item: false }),
  o: () => turn(which === "raw" ? "repaired" : "raw"),
  ...Object.fromEntries(LAYERS.map((name, i) => [String(i + 1), () => document.querySelector(`[data-layer="${name}"]`).click()])),
  ...mend.keys,
});
turn("repaired");
const arrive = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id && items.some((item) => item.id === id)) choose(id, { text: true });
};
window.addEventListener("hashchange", arrive);
arrive();
document.documentElement.dataset.ready = "yes";
