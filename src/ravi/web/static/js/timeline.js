// The timeline moves without leaving the page: buttons, keys, the wheel with Ctrl (or two fingers), and a stretch
// drawn with the pointer.  Each of them asks the server for the same page that a link would lead to.
import { swap } from "./swap.js";

const PART = "#view";
const DAY = 86400000;
const KEYS = { "+": "closer", "=": "closer", "-": "wider", 0: "whole" };

const view = () => document.querySelector(PART);
const forward = () => (getComputedStyle(view()).direction === "rtl" ? -1 : 1);

async function go(address, { push = true, focus = null } = {}) {
  const there = await swap(address, PART, { push });
  if (!there) return;
  const asked = new URL(address, location.href).searchParams;
  for (const name of ["from", "to"]) {
    const field = document.querySelector(`.filters [name="${name}"]`);
    if (field) field.value = asked.get(name) ?? "";
  }
  if (focus) there.querySelector(focus)?.focus();
}

// The address of the same search between two shares of what is shown, 0 where reading begins and 1 where it ends.
function between(from, to) {
  const { begin, end } = view().dataset;
  const first = Date.parse(begin);
  const days = (Date.parse(end) - first) / DAY + 1;
  const day = (share, last) =>
    new Date(first + Math.max(0, Math.min(days - 1, Math.floor(share * days - (last ? 1e-6 : 0)))) * DAY);
  const address = new URL(location.href);
  address.searchParams.delete("page");
  address.hash = "";
  address.searchParams.set("from", day(Math.min(from, to), false).toISOString().slice(0, 10));
  address.searchParams.set("to", day(Math.max(from, to), true).toISOString().slice(0, 10));
  return address.href;
}

function shareAt(drawing, x) {
  const box = drawing.querySelector("line.lane").getBoundingClientRect(); // the axis, without the names beside it
  const share = Math.max(0, Math.min(1, (x - box.left) / box.width));
  return forward() === 1 ? share : 1 - share;
}

// Arrow keys walk from sign to sign; up and down go to the nearest of the next lane.
function walk(drawing, key) {
  const place = (sign) => {
    const box = sign.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const signs = [...drawing.querySelectorAll("a")].map((one) => ({ one, ...place(one) }));
  const here = signs.find(({ one }) => one === document.activeElement);
  if (!here) return signs[0]?.one.focus();
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const far = (p) => (sideways ? Math.abs(p.x - here.x) : 1000 * Math.abs(p.y - here.y) + Math.abs(p.x - here.x));
  const found = signs.filter((p) =>
    p.one.dataset.lane === here.one.dataset.lane
      ? sideways && sign * (p.x - here.x) > 0.5
      : !sideways && sign * (p.y - here.y) > 0,
  );
  return found.sort((a, b) => far(a) - far(b))[0]?.one.focus();
}

// A stretch drawn with the pointer.
let from = null;
let drawn = false;

document.addEventListener("pointerdown", (event) => {
  const drawing = event.target.closest?.(".drawing");
  drawn = false;
  if (drawing && event.button === 0 && event.pointerType !== "touch") from = { drawing, x: event.clientX };
});

document.addEventListener("pointermove", (event) => {
  if (!from || (!drawn && Math.abs(event.clientX - from.x) < 6)) return;
  drawn = true;
  let box = from.drawing.querySelector(".selection");
  if (!box) {
    box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    box.setAttribute("class", "selection");
    box.setAttribute("height", "100%");
    from.drawing.append(box);
  }
  const left = from.drawing.getBoundingClientRect().left;
  box.setAttribute("x", Math.min(from.x, event.clientX) - left);
  box.setAttribute("width", Math.abs(event.clientX - from.x));
});

document.addEventListener("pointerup", (event) => {
  if (from && drawn) go(between(shareAt(from.drawing, from.x), shareAt(from.drawing, event.clientX)));
  from = null;
});

document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.(".drawing")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(`${PART} .moves a, ${PART} .drawing a, ${PART} .pages a`);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (drawn) {
    event.preventDefault();
    return;
  }
  const address = new URL(link.href?.baseVal ?? link.href, location.href);
  if (address.pathname !== location.pathname) return;
  event.preventDefault();
  const { move } = link.dataset;
  go(address.href, { focus: move ? `[data-move="${move}"]` : null });
});

document.addEventListener("keydown", (event) => {
  const drawing = event.target.closest?.(".drawing");
  if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow") && !event.shiftKey) {
    event.preventDefault();
    walk(drawing, event.key);
    return;
  }
  const along = event.key === "ArrowLeft" ? -forward() : event.key === "ArrowRight" ? forward() : 0;
  const move = along ? (along < 0 ? "earlier" : "later") : KEYS[event.key];
  const link = move && view().querySelector(`[data-move="${move}"]`);
  if (!link) return;
  event.preventDefault();
  go(link.href, { focus: ".drawing" });
});

document.addEventListener(
  "wheel",
  (event) => {
    const drawing = event.target.closest?.(".drawing");
    if (!drawing || !event.ctrlKey) return;
    event.preventDefault();
    if (view().hasAttribute("aria-busy")) return;
    const at = shareAt(drawing, event.clientX);
    if (event.deltaY > 0) go(view().querySelector('[data-move="wider"]').href);
    else go(between(at - at / 2, at + (1 - at) / 2));
  },
  { passive: false },
);

window.addEventListener("popstate", () => go(location.href, { push: false }));
