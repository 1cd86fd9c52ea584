// Draws the network from the tables of its page, so that both say the same.  The places are the same every time:
// actors start on a spiral in order of weight, and the layout draws no lots.
import cytoscape from "../vendor/cytoscape/cytoscape.esm.min.mjs";
import { pack } from "./network-pack.js";
import { asSvg } from "./network-svg.js";

const section = document.querySelector("#network");
const SHAPES = { person: "ellipse", state: "hexagon", outlet: "triangle", organization: "round-rectangle" };
const ENDS = { to: "triangle", about: "vee", accuse: "tee", criticize: "triangle-tee", act: "diamond", meet: "none" };
const LINES = { about: [2, 3], accuse: [7, 3], criticize: [4, 2, 1, 2] };

// A name is drawn on as many lines as it needs; of one that is a sentence the beginning, the whole in the tables.
const LINE = 18;
const LONGEST = 60;
function lined(name) {
  const shown = name.length > LONGEST ? `${name.slice(0, Math.max(LINE, name.lastIndexOf(" ", LONGEST)))} …` : name;
  const lines = [];
  for (const word of shown.split(" ")) {
    if (lines.length && lines.at(-1).length + word.length < LINE) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines.join("\n");
}
const LARGEST = 1.25; // a drawing of a few actors is not blown up until its names fill the screen

const css = getComputedStyle(document.documentElement);
const colour = (name) => css.getPropertyValue(name).trim();

function elements() {
  const actors = [...section.querySelectorAll("[data-entity]")].map((row, at) => {
    const { entity, kind, weight, label } = row.dataset;
    const turn = at * 2.399963; // the golden angle: no two actors start in one place
    const far = 60 * Math.sqrt(at + 0.5);
    return {
      data: {
        id: entity, kind, label: lined(label), size: 18 + 8 * Math.log2(1 + Number(weight)),
        font: Math.min(30, 17 + 3 * Math.log2(Number(weight))),
      },
      position: { x: far * Math.cos(turn), y: far * Math.sin(turn) },
    };
  });
  const ties = [...section.querySelectorAll("[data-source]")].map((row, at) => {
    const { source, target, tie, weight } = row.dataset;
    return { data: { id: `t${at}`, source, target, tie, width: Math.min(8, 1.8 + Math.log2(Number(weight))) } };
  });
  return [...actors, ...ties];
}

function style() {
  const ties = Object.keys(ENDS).map((tie) => ({
    selector: `edge[tie = "${tie}"]`,
    style: {
      "line-color": colour(`--k-${tie}`),
      "target-arrow-color": colour(`--k-${tie}`),
      "target-arrow-shape": ENDS[tie],
      ...(LINES[tie] ? { "line-style": "dashed", "line-dash-pattern": LINES[tie] } : {}),
      ...(tie === "meet" ? { width: "mapData(width, 1, 7, 3, 8)" } : {}),
    },
  }));
  const kinds = Object.entries(SHAPES).map(([kind, shape]) => ({
    selector: `node[kind = "${kind}"]`,
    style: { shape },
  }));
  return [
    {
      selector: "node",
      style: {
        shape: "octagon", width: "data(size)", height: "data(size)", label: "data(label)", color: colour("--ink"),
        "background-color": colour("--faint"), "border-width": 1.5, "border-color": colour("--ink"),
        "font-family": "Vazirmatn, Tahoma, sans-serif", "font-size": "data(font)", "text-valign": "bottom", "text-margin-y": 3,
        "text-background-color": colour("--card"), "text-background-opacity": 0.75, "text-wrap": "wrap",
        "text-max-width": 400, "min-zoomed-font-size": 7,
      },
    },
    { selector: "edge", style: { "curve-style": "bezier", width: "data(width)", "arrow-scale": 0.9, opacity: 0.85 } },
    ...ties,
    ...kinds,
    { selector: ".dim", style: { opacity: 0.12 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("--accent") } },
  ];
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function start() {
  const stage = section.querySelector(".stage");
  const chosen = section.querySelector("#chosen");
  stage.hidden = false;
  chosen.textContent = chosen.dataset.hint;
  const graph = section.querySelector("#graph");
  const cy = cytoscape({
    container: graph,
    elements: elements(),
    style: style(),
    minZoom: 0.1,
    maxZoom: 4,
    // The wheel belongs to the page; with two fingers on glass it is the drawing's.
    userZoomingEnabled: matchMedia("(pointer: coarse)").matches,
    layout: {
      name: "cose", randomize: false, animate: false, fit: true, padding: 24, nodeDimensionsIncludeLabels: false,
      nodeRepulsion: () => 6000, nodeOverlap: 10, idealEdgeLength: () => 40, edgeElasticity: () => 60, gravity: 2,
      numIter: 800, componentSpacing: 36,
    },
  });

  // Names are wide: a drawing that is drawn out to its sides has room for them.
  const wide = cy.width() > cy.height() ? 1.4 : 1.1;
  cy.nodes().positions((node) => ({ x: node.position("x") * wide, y: node.position("y") }));
  pack(cy);
  const whole = () => {
    cy.fit(undefined, 24);
    if (cy.zoom() > LARGEST) cy.zoom(LARGEST), cy.center();
  };
  whole();

  function choose(node) {
    const rows = section.querySelectorAll("[data-source], [data-entity]");
    cy.elements().removeClass("dim chosen");
    if (!node) {
      for (const row of rows) row.classList.remove("out", "lit");
      chosen.textContent = chosen.dataset.hint;
      return;
    }
    cy.elements().not(node.closedNeighborhood()).addClass("dim");
    node.addClass("chosen");
    const near = new Set(node.closedNeighborhood().nodes().map((one) => one.id()));
    for (const row of rows) {
      const { source, target, entity } = row.dataset;
      row.classList.toggle("out", entity ? !near.has(entity) : ![source, target].includes(node.id()));
      row.classList.toggle("lit", entity === node.id());
    }
    chosen.replaceChildren(section.querySelector(`[data-entity="${CSS.escape(node.id())}"] a`).cloneNode(true));
  }
  cy.on("tap", (event) => choose(event.target.isNode?.() ? event.target : null));

  const zoom = (by, at = { x: cy.width() / 2, y: cy.height() / 2 }) =>
    cy.zoom({ level: cy.zoom() * by, renderedPosition: at });
  graph.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = graph.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1 / 1.2 : 1.2, { x: event.clientX - box.left, y: event.clientY - box.top });
    },
    { passive: false },
  );
  const does = {
    in: () => zoom(1.3),
    out: () => zoom(1 / 1.3),
    fit: whole,
    png: () => download(cy.png({ output: "blob", full: true, scale: 2, bg: colour("--card"), maxWidth: 6000 }), "network.png"),
    svg: () => download(new Blob([asSvg(cy, colour("--card"))], { type: "image/svg+xml" }), "network.svg"),
  };
  section.querySelector(".tools").addEventListener("click", (event) => does[event.target.dataset.do]?.());
  graph.dataset.ready = JSON.stringify(cy.nodes().map((node) => Object.values(node.position()).map(Math.round)));
}

// The labels are measured on the canvas: the font must be there before.
if (section) document.fonts.load("16px Vazirmatn", "راوی").finally(start);
