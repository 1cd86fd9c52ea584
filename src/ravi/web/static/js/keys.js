// Keys of one letter, and the window that tells them.  Keys are told by their place as well as by their letter, so
// that they work while the keyboard is Persian.

const PLACES = { Slash: "/", Digit1: "1", Digit2: "2", Digit3: "3", Digit4: "4", Digit5: "5", Digit6: "6" };

const named = (event) => {
  if (event.key === "?" || event.key === "؟") return "?";
  if (/^Key[A-Z]$/.test(event.code) && !event.shiftKey) return event.code[3].toLowerCase();
  return PLACES[event.code] && !event.shiftKey ? PLACES[event.code] : event.key;
};

/** `actions` by key; an action that answers false leaves the key to the browser. */
export function keys(actions) {
  const help = document.getElementById("keys");
  const all = { "/": () => document.querySelector(".find input").focus(), "?": () => help.showModal(), ...actions };
  document.querySelector("[data-help]")?.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select")) return;
    const action = all[named(event)];
    if (action && action(event) !== false) event.preventDefault();
  });
}
