// Enter asks, Shift and Enter breaks the line; on a narrow screen facets begin closed, so that what is found is seen.
const query = document.querySelector(".query textarea");

query?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  query.form.requestSubmit();
});

if (matchMedia("(max-width: 48rem)").matches)
  for (const facet of document.querySelectorAll(".facet")) facet.open = false;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  query?.focus();
  query?.select();
});
