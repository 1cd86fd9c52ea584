"use strict";
(() => {
  const root = document.documentElement;
  const text = document.getElementById("text");
  let chosen = "";

  document.getElementById("switch").addEventListener("click", () => {
    root.dataset.lang = root.dataset.lang === "fa" ? "en" : "fa";
  });
  if (!text) return;

  const marks = new Map();
  for (const mark of text.querySelectorAll("[data-ids]")) {
    for (const id of mark.dataset.ids.split(" ")) {
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
  }
  const items = [...document.querySelectorAll("aside li")];

  const light = (ids) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const id of ids) {
      document.getElementById(id)?.classList.add("lit");
      for (const mark of marks.get(id) ?? []) mark.classList.add("lit");
    }
  };
  const rest = () => light(chosen ? [chosen] : []);
  const choose = (id) => {
    chosen = chosen === id ? "" : id;
    rest();
  };

  for (const item of items) {
    item.addEventListener("mouseenter", () => light([item.id]));
    item.addEventListener("mouseleave", rest);
    const open = () => {
      choose(item.id);
      marks.get(item.id)?.[0].scrollIntoView({ block: "center", behavior: "smooth" });
    };
    item.addEventListener("click", open);
    item.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        open();
      }
    });
  }
  text.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-ids]");
    if (mark) light(mark.dataset.ids.split(" "));
  });
  text.addEventListener("mouseleave", rest);
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-ids]");
    if (!mark) return;
    // Statements come first in the list of ids, the innermost last among them.
    const ids = mark.dataset.ids.split(" ");
    const told = ids.filter((id) => id.startsWith("a"));
    const id = told.length ? told[told.length - 1] : ids[0];
    choose(id);
    const item = document.getElementById(id);
    item?.closest("details")?.setAttribute("open", "");
    item?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
})();
