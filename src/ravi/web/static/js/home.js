// A file that is dropped is read at once; while a report is read, the button says so.
const form = document.querySelector("form.read");
const paper = form.querySelector(".paper");
const told = document.getElementById("dropped");
const file = form.elements.file;

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    paper.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) paper.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  paper.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  name();
  form.requestSubmit();
});
function name() {
  const chosen = form.querySelector(".choose bdi");
  chosen.textContent = file.files[0]?.name ?? chosen.dataset.none;
}
file.addEventListener("change", name);
form.addEventListener("submit", () => {
  told.textContent = told.dataset.busy;
  form.querySelector(".go").disabled = true;
});
window.addEventListener("pageshow", () => { name(); told.textContent = ""; form.querySelector(".go").disabled = false; });
form.elements.text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
