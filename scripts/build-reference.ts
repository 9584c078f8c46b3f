import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, type ProjectReflection, TSConfigReader, TypeDocReader } from "typedoc";

/*
 * Builds the reference of everything that can be imported, from the docstrings, into `.headway/docs`. What to hold
 * them to stands in typedoc.json; a link that leads nowhere or a name without a docstring ends it with 1.
 */

const root = join(import.meta.dirname, "..");

/** The source behind everything that can be imported, by the name it is imported under. */
function entryPoints(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of readdirSync(join(root, "packages"))) {
    const place = join("packages", folder);
    const manifest = JSON.parse(readFileSync(join(root, place, "package.json"), "utf8"));
    if (manifest.private === true) continue;
    for (const [subPath, conditions] of Object.entries<Record<string, string>>(manifest.exports)) {
      const source = conditions["@headway/source"];
      if (source !== undefined) found.set(`${manifest.name}${subPath.slice(1)}`, join(place, source));
    }
  }
  return found;
}

/** Names modules as they are imported, where TypeDoc names them for their files. */
function nameModules(project: ProjectReflection, entries: ReadonlyMap<string, string>): void {
  for (const [name, source] of entries) {
    const ownName = source.replace(/^packages\//, "").replace(/(?:\/index)?\.ts$/, "");
    const module = project.children?.find((child) => child.name === ownName);
    if (module === undefined) throw new Error(`${name} has no page: no module is named ${ownName}`);
    module.name = name;
  }
}

const entries = entryPoints();
const options = { options: join(root, "typedoc.json"), entryPoints: [...entries.values()] };
const app = await Application.bootstrapWithPlugins(options, [new TypeDocReader(), new TSConfigReader()]);
const project = await app.convert();
if (project !== undefined) {
  nameModules(project, entries);
  app.validate(project);
  await app.generateDocs(project, app.options.getValue("out"));
}
console.log(`${entries.size} modules, ${app.logger.warningCount} warnings, ${app.logger.errorCount} errors`);
process.exitCode = project === undefined || app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
