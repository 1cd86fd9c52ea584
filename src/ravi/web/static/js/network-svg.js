// The drawing of the network as an SVG file: the same places, shapes, lines and colours as on the canvas.
const xml = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const round = (n) => Math.round(n * 10) / 10;

const OUTLINES = {
  hexagon: [[-1, 0], [-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1]],
  triangle: [[0, -1], [1, 1], [-1, 1]],
  octagon: [[-1, -0.4], [-0.4, -1], [0.4, -1], [1, -0.4], [1, 0.4], [0.4, 1], [-0.4, 1], [-1, 0.4]],
};
const ENDS = {
  triangle: "M-8-4 0 0-8 4z",
  vee: "M-8-4 0 0-8 4-6 0z",
  tee: "M-3-5H0V5H-3z",
  "triangle-tee": "M-10-4-4 0-10 4zM-3-5H0V5H-3z",
  diamond: "M-8 0-4-4 0 0-4 4z",
};

function node(one) {
  const { x, y } = one.position();
  const r = one.width() / 2;
  const look = `fill="${one.style("background-color")}" stroke="${one.style("border-color")}" stroke-width="1.5"`;
  const shape = one.style("shape");
  const outline = OUTLINES[shape];
  const body = outline
    ? `<path d="M${outline.map(([a, b]) => `${round(x + a * r)} ${round(y + b * r)}`).join("L")}z" ${look}/>`
    : shape === "round-rectangle"
      ? `<rect x="${round(x - r)}" y="${round(y - r)}" width="${round(2 * r)}" height="${round(2 * r)}" rx="5" ${look}/>`
      : `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" ${look}/>`;
  const size = one.data("font");
  const lines = one.data("label").split("\n")
    .map((line, at) => `<tspan x="${round(x)}" y="${round(y + r + size * (1 + at))}">${xml(line)}</tspan>`);
  return `${body}<text font-size="${round(size)}" fill="${one.style("color")}">${lines.join("")}</text>`;
}

function edge(one) {
  const from = one.sourceEndpoint();
  const to = one.targetEndpoint();
  const bend = one.controlPoints()?.[0];
  const path = `M${round(from.x)} ${round(from.y)}${bend ? `Q${round(bend.x)} ${round(bend.y)} ` : "L"}${round(to.x)} ${round(to.y)}`;
  const colour = one.style("line-color");
  const dashes = one.style("line-style") === "dashed" ? ` stroke-dasharray="${String(one.style("line-dash-pattern")).replace(/px/g, "")}"` : "";
  const start = bend ?? from;
  const turn = round((Math.atan2(to.y - start.y, to.x - start.x) * 180) / Math.PI);
  const end = ENDS[one.style("target-arrow-shape")];
  const head = end ? `<path d="${end}" fill="${colour}" transform="translate(${round(to.x)} ${round(to.y)}) rotate(${turn})"/>` : "";
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${parseFloat(one.style("width"))}"${dashes}/>${head}`;
}

export function asSvg(cy, paper) {
  const box = cy.elements().boundingBox({ includeLabels: true });
  const [x, y, w, h] = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map(Math.round);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${w} ${h}" width="${w}" height="${h}" ` +
    `font-family="Vazirmatn, Tahoma, sans-serif" text-anchor="middle">` +
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${paper}"/>` +
    cy.edges().map(edge).join("") +
    cy.nodes().map(node).join("") +
    `</svg>\n`
  );
}
