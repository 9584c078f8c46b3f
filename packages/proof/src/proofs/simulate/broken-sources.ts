import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workspaceFolder } from "../../proof-folder.ts";
import { type BrokenVariant, brokenSource } from "./broken-variant.ts";

/** From now on this thread loads files with one rule broken in them; they must not have been loaded before. */
export function breakSources(variant: BrokenVariant): void {
  const files = new Map(
    variant.places.map(({ file }) => [pathToFileURL(join(workspaceFolder, "packages", file)).href, file]),
  );
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const file = files.get(url);
      const { source } = loaded;
      if (file === undefined || source === undefined || source === null) return loaded;
      const text = typeof source === "string" ? source : new TextDecoder().decode(source);
      return { ...loaded, source: brokenSource(text, variant, file) };
    },
  });
}
