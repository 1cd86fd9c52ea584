// Bundles Swagger UI for the page of the calls: less than 300 KB compressed.  See static/vendor/swagger-ui/README.md.
//
//   npm install --no-save swagger-ui@5 preact esbuild --legacy-peer-deps && node build.mjs
import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const NOTHING = [/^@swagger-api\/apidom/, /^autolinker$/, /^@swaggerexpert\/cookie/, /^fast-json-patch/, /^react-syntax-highlighter/, /^highlight\.js/, /^react-inspector/];
const INSTEAD = {
  react: here("node_modules/preact/compat/dist/compat.mjs"),
  "react-dom": here("dom.js"),
  "react-dom/client": here("node_modules/preact/compat/client.mjs"),
  "react/jsx-runtime": here("node_modules/preact/jsx-runtime/dist/jsxRuntime.mjs"),
  remarkable: here("plain.js"),
  "remarkable/linkify": here("plain.js"),
};
const cut = {
  name: "cut",
  setup(into) {
    into.onResolve({ filter: /.*/ }, ({ path }) => {
      if (INSTEAD[path]) return { path: INSTEAD[path] };
      return NOTHING.some((name) => name.test(path)) ? { path, namespace: "nothing" } : undefined;
    });
    into.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({
      // Whatever is asked of it is there and does nothing, also when it is called or made anew.  It stands in the
      // prototype, since the names of a module are copied from it when it is imported.
      contents: `const any = new Proxy(function () {}, {
        get: (of, key) => (key === "prototype" ? of.prototype : key === Symbol.toPrimitive ? () => "" : any),
        apply: () => any, construct: () => any,
      });
      module.exports = Object.create(new Proxy({}, { get: (of, key) => (key === "__esModule" ? true : any) }));`,
      loader: "js",
    }));
  },
};
const made = await build({
  stdin: { contents: 'import SwaggerUI from "swagger-ui"; window.SwaggerUIBundle = SwaggerUI;', resolveDir: here(".") },
  bundle: true, minify: true, format: "iife", target: "es2022", conditions: ["browser"], legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"', global: "window" }, plugins: [cut], write: false,
});
writeFileSync("swagger-ui.js", made.outputFiles[0].contents);
console.log(`${gzipSync(made.outputFiles[0].contents, { level: 9 }).length} bytes compressed`);
