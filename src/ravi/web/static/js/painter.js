// Draws marks in a text: as CSS custom highlights, or, where a browser has none, as spans without padding.

/** The class or highlight of a mark: speech by voice, events by status, the others by their layer alone. */
export const nameOf = ({ layer, kind }) =>
  layer === "speech" || layer === "events" ? `${layer}-${kind}` : layer;

const ORDER = { repairs: 0, speech: 10, actors: 40, times: 41, quantities: 42, events: 43 };

/** Later is drawn above: an inner statement above the outer, cue and source above the words. */
const rank = (mark) => ORDER[mark.layer] + (mark.layer === "speech" ? 2 * Math.min(mark.depth, 9) + (mark.kind === "cue" || mark.kind === "source") : 0);

class Highlights {
  paint(text, marks) {
    for (const name of [...CSS.highlights.keys()]) if (name !== "lit" && name !== "chosen") CSS.highlights.delete(name);
    const found = new Map();
    for (const mark of [...marks].sort((a, b) => rank(a) - rank(b))) {
      const name = nameOf(mark);
      // A nested statement of the same voice needs no highlight of its own; the priority is that of the innermost.
      if (!found.has(name)) found.set(name, new Highlight());
      const highlight = found.get(name);
      highlight.priority = rank(mark);
      for (const [start, end] of mark.spans) for (const range of text.ranges(start, end)) highlight.add(range);
    }
    for (const [name, highlight] of found) CSS.highlights.set(name, highlight);
  }

  light(text, name, marks) {
    const ranges = marks.flatMap((mark) => mark.spans.flatMap(([start, end]) => text.ranges(start, end)));
    if (!ranges.length) return void CSS.highlights.delete(name);
    const highlight = new Highlight(...ranges);
    highlight.priority = name === "chosen" ? 31 : 30;
    CSS.highlights.set(name, highlight);
  }
}

class Spans {
  paint(text, marks) {
    const byLine = new Map(text.lines.map((line) => [line, []]));
    for (const mark of [...marks].sort((a, b) => rank(a) - rank(b))) {
      for (const [start, end] of mark.spans) {
        for (const { line, from, to } of text.parts(start, end)) byLine.get(line).push({ mark, from, to });
      }
    }
    for (const [line, found] of byLine) this.#cut(line, found);
  }

  #cut({ p }, found) {
    const words = p.textContent;
    const cuts = [...new Set([0, words.length, ...found.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
    p.replaceChildren(
      ...cuts.slice(0, -1).map((start, i) => {
        const end = cuts[i + 1];
        const over = found.filter(({ from, to }) => from <= start && end <= to).map(({ mark }) => mark);
        if (!over.length) return document.createTextNode(words.slice(start, end));
        const span = document.createElement("span");
        span.textContent = words.slice(start, end);
        span.className = [...new Set(over.map((mark) => `hl-${nameOf(mark)}`))].join(" ");
        span.dataset.ids = [...new Set(over.map((mark) => mark.id))].join(" ");
        return span;
      }),
    );
  }

  light(text, name, marks) {
    const ids = new Set(marks.map((mark) => mark.id));
    for (const span of text.element.querySelectorAll("span[data-ids]")) {
      span.classList.toggle(`hl-${name}`, span.dataset.ids.split(" ").some((id) => ids.has(id)));
    }
  }
}

export const painter = () => ("highlights" in CSS && typeof Highlight === "function" ? new Highlights() : new Spans());
