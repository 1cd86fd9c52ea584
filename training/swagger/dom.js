// React's way into the page, made of Preact's two.
import preact from "preact/compat";
import { createRoot } from "preact/compat/client";

export * from "preact/compat";
export { createRoot };
export default { ...preact, createRoot };
