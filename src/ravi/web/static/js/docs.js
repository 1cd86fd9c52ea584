// The description of the calls, drawn by Swagger UI from our own files.

/** The description with every part in its place: the reader of references was left out for its weight. */
function whole(value, root, open = []) {
  if (Array.isArray(value)) return value.map((item) => whole(item, root, open));
  if (value === null || typeof value !== "object") return value;
  const name = value.$ref;
  if (typeof name === "string" && name.startsWith("#/")) {
    if (open.includes(name)) return {}; // a part that holds itself is shown once
    const part = name.slice(2).split("/").reduce((at, key) => at?.[key], root);
    return whole(part ?? {}, root, [...open, name]);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, whole(inner, root, open)]));
}

const description = await (await fetch("/api/v1/openapi.json")).json();
window.SwaggerUIBundle({
  spec: { ...description, paths: whole(description.paths, description) },
  dom_id: "#swagger",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { activated: false },
  validatorUrl: null,
});
