// Puts a part of another page of Ravi in the place of the same part of this one, and keeps the address in step.
let asked = 0;

export async function swap(address, part, { push = true } = {}) {
  const mine = ++asked;
  const here = document.querySelector(part);
  here?.setAttribute("aria-busy", "true");
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (mine !== asked) return null; // a later question was faster
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = page.querySelector(part);
  if (!answer.ok || !here || !there) {
    location.assign(address);
    return null;
  }
  here.replaceWith(document.adoptNode(there));
  document.title = page.title;
  if (push) history.pushState({ part }, "", address);
  return there;
}
