// The description of the calls, drawn by Swagger UI from our own files.
window.SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#swagger",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { activated: false },
  validatorUrl: null,
});
