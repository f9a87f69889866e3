// What Leptos' own inline script does (hydration/island_script.js), as a file, so that no page needs an inline
// script. A page without an island loads nothing more; the rest waits until the browser has shown the page.
const callbacks = [];
async function wake(element, bundle) {
  const island = bundle[element.dataset.component];
  if (!island) {
    console.error(`no island '${element.dataset.component}' in this bundle`);
    return;
  }
  callbacks.at(-1)?.();
  await island(element);
}
async function walk(node, bundle) {
  const tag = node.localName;
  if (tag === "leptos-island") await wake(node, bundle);
  if (tag === "leptos-children") callbacks.push(node.$$on_hydrate);
  for (const child of node.children) await walk(child, bundle);
  if (tag === "leptos-children") callbacks.pop();
}
// Leptos looks for these on a page whose data it streams in; ours come whole, so they are empty where they are missing.
for (const name of ["__RESOLVED_RESOURCES", "__SERIALIZED_ERRORS", "__PENDING_RESOURCES", "__INCOMPLETE_CHUNKS"]) {
  globalThis[name] ??= [];
}
async function start() {
  const bundle = await import("./BUNDLE_JS");
  await bundle.default({ module_or_path: new URL("./BUNDLE_WASM", import.meta.url) });
  bundle.hydrate();
  await walk(document.body, bundle);
  document.documentElement.dataset.islands = "ready";
}
if (document.querySelector("leptos-island")) {
  const begin = () => start().catch((error) => console.error("the live parts of this page could not start", error));
  if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: 2000 });
  else setTimeout(begin, 1);
}
