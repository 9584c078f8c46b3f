import { rmSync } from "node:fs";
import type { Options } from "tsup";

/**
 * How every package is built, in its own folder: ES modules and CommonJS, with declarations for both.
 *
 * `removeNodeProtocol: false`: `node:sqlite` exists under its full name only.
 * @param insideCommonJs Dependencies that have no CommonJS of their own and a default export: it is not
 *   where bundled CommonJS looks for it, so they come inside.
 */
export function build(entry: Record<string, string>, insideCommonJs: string[] = []): Options[] {
  rmSync("dist", { recursive: true, force: true });
  const common: Options = { entry, sourcemap: true, target: "node22", dts: true, removeNodeProtocol: false };
  if (insideCommonJs.length === 0) return [{ ...common, format: ["esm", "cjs"] }];
  return [
    { ...common, format: "esm" },
    { ...common, format: "cjs", noExternal: insideCommonJs },
  ];
}
