// Corrections from the item that is chosen: a verdict with one key, a form for the rest, undo.

async function send(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error.hint ? `${said.error.message} (${said.error.hint})` : said.error.message);
  return said;
}

export function mending() {
  const dialog = document.getElementById("mend");
  const template = document.getElementById("acts");
  if (!dialog || !template) return { follow() {}, keys: {} };
  const report = Number(dialog.dataset.report);
  const form = dialog.querySelector("form");
  const problem = form.querySelector("[role=alert]");
  const live = document.getElementById("live");
  const acts = template.content.firstElementChild.cloneNode(true);
  let item = null;
  let fading;

  const tell = (words) => {
    live.textContent = words;
    clearTimeout(fading);
    fading = setTimeout(() => { live.textContent = ""; }, 2500);
  };
  const pressed = () => {
    for (const button of acts.querySelectorAll("[data-act]")) {
      button.setAttribute("aria-pressed", String(button.dataset.act === (item?.dataset.verdict ?? "")));
    }
  };
  async function verdict(act) {
    if (!item) return;
    const of = item;
    try {
      await send("/api/v1/corrections", { report, item: of.id, action: act });
      of.dataset.verdict = act;
      pressed();
      tell(dialog.dataset.saved);
    } catch (error) {
      tell(`${dialog.dataset.failed}: ${error.message}`);
    }
  }
  const fit = () => {
    const action = form.elements.action.value;
    for (const label of form.querySelectorAll("[data-value]")) label.hidden = label.dataset.value !== action;
  };
  function correct() {
    if (!item) return;
    form.reset();
    problem.hidden = true;
    for (const option of form.elements.action.options) {
      option.hidden = option.disabled = Boolean(option.dataset.for) && option.dataset.for !== item.dataset.kind;
    }
    form.elements.action.value = [...form.elements.action.options].find((option) => !option.disabled).value;
    dialog.querySelector("[data-about]").textContent = item.dataset.name ?? "";
    fit();
    dialog.showModal();
  }
  async function undo() {
    try {
      const page = await (await fetch(`/api/v1/corrections?report=${report}&limit=200`)).json();
      const last = page.items.filter((entry) => entry.standing).pop();
      if (!last) return tell(dialog.dataset.nothing);
      await send(`/api/v1/corrections/${last.number}/undo`);
      location.reload();
    } catch (error) {
      tell(`${dialog.dataset.failed}: ${error.message}`);
    }
    return undefined;
  }

  form.elements.action.addEventListener("change", fit);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const action = form.elements.action.value;
    const value = form.elements[action]?.value ?? "";
    try {
      await send("/api/v1/corrections", { report, item: item.id, action, value, why: form.elements.why.value });
      location.reload();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  });
  acts.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "correct") correct();
    else if (act) verdict(act);
  });

  return {
    /** Have the buttons stand in the item that is chosen. */
    follow(chosen) {
      item = chosen;
      if (item) item.append(acts);
      else acts.remove();
      pressed();
    },
    keys: {
      y: () => verdict("right"),
      n: () => verdict("wrong"),
      u: () => verdict("unsure"),
      c: correct,
      z: undo,
    },
  };
}
