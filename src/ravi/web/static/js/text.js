// One of the two texts of a report: from UTF-16 offsets to ranges in the page and back.

export class Text {
  constructor(element) {
    this.element = element;
    this.lines = [...element.querySelectorAll("p")].map((p) => {
      const at = Number(p.dataset.at);
      return { p, at, end: at + p.textContent.length };
    });
  }

  /** The parts of lines that [start, end) covers, as {line, from, to} with offsets inside the line. */
  parts(start, end) {
    const found = [];
    for (let i = this.#first(start); i < this.lines.length && this.lines[i].at < end; i += 1) {
      const line = this.lines[i];
      const from = Math.max(0, start - line.at);
      const to = Math.min(line.end, end) - line.at;
      if (from < to) found.push({ line, from, to });
    }
    return found;
  }

  /** One range a line; `p.firstChild` is all of a line while nothing was cut into spans. */
  ranges(start, end) {
    return this.parts(start, end).map(({ line, from, to }) => {
      const range = document.createRange();
      const [a, b] = [inside(line.p, from, false), inside(line.p, to, true)];
      range.setStart(...a);
      range.setEnd(...b);
      return range;
    });
  }

  /** The offset in the text of a place in the page, or -1 where it lies in no line. */
  offset(node, within) {
    const p = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("p[data-at]");
    if (!p || !this.element.contains(p)) return -1;
    const range = document.createRange();
    range.selectNodeContents(p);
    range.setEnd(node, within);
    return Number(p.dataset.at) + range.toString().length;
  }

  /** The offset of the character under a point of the screen, or -1. */
  under(x, y) {
    let node;
    let within;
    if (document.caretPositionFromPoint) {
      ({ offsetNode: node, offset: within } = document.caretPositionFromPoint(x, y) ?? {});
    } else {
      const range = document.caretRangeFromPoint?.(x, y);
      [node, within] = [range?.startContainer, range?.startOffset];
    }
    if (!node) return -1;
    const caret = this.offset(node, within);
    // A caret stands between two characters: take the one whose box holds the point.
    for (const at of [caret, caret - 1]) {
      for (const range of at < 0 ? [] : this.ranges(at, at + 1)) {
        for (const box of range.getClientRects()) {
          if (x >= box.left - 0.5 && x <= box.right + 0.5 && y >= box.top && y <= box.bottom) return at;
        }
      }
    }
    return -1;
  }

  #first(start) {
    let [low, high] = [0, this.lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle].end <= start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The text node and the offset in it at which `at` units of a line lie; `before` takes the node that ends there. */
function inside(p, at, before) {
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  let left = at;
  let node = walker.nextNode();
  while (node && (before ? left > node.length : left >= node.length)) {
    const next = walker.nextNode();
    if (!next) break;
    left -= node.length;
    node = next;
  }
  return [node ?? p, node ? Math.min(left, node.length) : 0];
}
