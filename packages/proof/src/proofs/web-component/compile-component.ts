import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import lwc from "@lwc/rollup-plugin";
import { type Plugin, rollup } from "rollup";
import { workspaceFolder } from "../../proof-folder.ts";

/** Engine and components as they run while people develop: mistakes are told on the console. */
const intro = `const process = { env: { NODE_ENV: "development" } };`;
/** The API version that the components' own files name. */
const apiVersion = 67;

const source = join(workspaceFolder, "examples/salesforce-dx/force-app/main/default/lwc");
/** The engine, and the shadow that Lightning Experience makes. */
const engine = [
  { name: "lwc", path: fileURLToPath(import.meta.resolve("@lwc/engine-dom")) },
  { name: "@lwc/synthetic-shadow", path: fileURLToPath(import.meta.resolve("@lwc/synthetic-shadow")) },
];

const start = "start-component";
/** Puts the component on the page, on the record that the page names. */
const startSource = `
import "@lwc/synthetic-shadow";
import HeadwayStanding from "c/headwayStanding";
import { createElement } from "lwc";
const element = createElement("c-headway-standing", { is: HeadwayStanding });
document.querySelector("main").append(Object.assign(element, window.headwayRecord));
`;

/**
 * The example's components as one script for a page, compiled as a record page has them: Salesforce's own
 * compiler and engine, with the shadow that Lightning Experience makes. It asks `headwayAssess` and `headwayLog` of
 * the page where the org has Apex. Throws where something does not compile or is not resolved, warnings included.
 */
export async function compileComponent(): Promise<string> {
  const names = readdirSync(source);
  const modules = names.map((name) => ({ name: `c/${name}`, path: join(source, name, `${name}.js`) }));
  const bundle = await rollup({
    input: start,
    plugins: [
      pageParts(),
      lwc({
        rootDir: import.meta.dirname,
        modules: [...modules, ...engine],
        defaultModules: [],
        apiVersion,
        exclude: [/^@salesforce\//, /^start-component$/, /node_modules/],
      }),
    ],
    onLog: (_level, log) => {
      throw new Error(`the component does not compile cleanly: ${log.message}`);
    },
  });
  try {
    const { output } = await bundle.generate({ format: "iife", sourcemap: false, intro });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}

/**
 * Where the page begins, and `@salesforce/apex/HeadwayController.assess` as `window.headwayAssess`, which is given
 * what Apex would be.
 */
function pageParts(): Plugin {
  const apex = /^@salesforce\/apex\/HeadwayController\.(\w)(\w*)$/;
  return {
    name: "page-parts",
    resolveId: (id) => (id === start || apex.test(id) ? id : null),
    load(id) {
      if (id === start) return startSource;
      const [, first = "", rest = ""] = apex.exec(id) ?? [];
      const method = `headway${first.toUpperCase()}${rest}`;
      return first === "" ? null : `export default (given) => window.${method}(given);`;
    },
  };
}
