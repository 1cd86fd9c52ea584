// Puts the parts of a drawing that no tie joins beside one another, so that they fill their frame: the layout
// leaves a row under its largest part for all the small ones.
const GAP = 22;

// The largest parts first, each as high up as it can stand, then as far to the left (the skyline heuristic for
// packing rectangles into a strip, Jylänki 2010).
function packed(boxes, wide) {
  let sky = [{ x: 0, w: wide, y: 0 }];
  const places = boxes.map(({ w, h }) => {
    let best = null;
    for (const { x } of sky) {
      if (x + w > wide && x > 0) continue;
      const y = Math.max(...sky.filter((s) => s.x < x + w && s.x + s.w > x).map((s) => s.y));
      if (!best || y < best.y) best = { x, y };
    }
    const { x, y } = best;
    const end = x + w;
    const left = sky.filter((s) => s.x < x).map((s) => ({ ...s, w: Math.min(s.w, x - s.x) }));
    const right = sky
      .filter((s) => s.x + s.w > end)
      .map((s) => ({ x: Math.max(s.x, end), w: s.x + s.w - Math.max(s.x, end), y: s.y }));
    sky = [...left, { x, w, y: y + h }, ...right];
    return best;
  });
  const width = Math.max(...boxes.map((box, at) => places[at].x + box.w));
  const height = Math.max(...boxes.map((box, at) => places[at].y + box.h));
  return { places, width, height };
}

// Of several widths of the strip the one under which the drawing can be shown largest.
export function pack(cy) {
  const parts = cy.elements().components().map((part) => ({ part, box: part.boundingBox({ includeLabels: true }) }));
  if (parts.length < 2) return;
  parts.sort((a, b) => b.box.w * b.box.h - a.box.w * a.box.h);
  const boxes = parts.map(({ box }) => ({ w: box.w + GAP, h: box.h + GAP }));
  const area = boxes.reduce((sum, { w, h }) => sum + w * h, 0);
  const least = Math.max(...boxes.map(({ w }) => w));
  let best = null;
  for (let step = 0; step < 16; step++) {
    const wide = Math.max(least, Math.sqrt((area * cy.width()) / cy.height()) * 1.08 ** (step - 5));
    const made = packed(boxes, wide);
    const zoom = Math.min(cy.width() / made.width, cy.height() / made.height);
    if (!best || zoom > best.zoom) best = { ...made, zoom };
  }
  parts.forEach(({ part, box }, at) => part.nodes().shift({ x: best.places[at].x - box.x1, y: best.places[at].y - box.y1 }));
}
