import { rmSync } from "node:fs";
import type { Options } from "tsup";

/**
 * How every package is built, in its own folder: ES modules with declarations, and CommonJS beside them.
 *
 * `removeNodeProtocol: false`: `node:sqlite` exists under its full name only.
 * `p-retry` comes inside the CommonJS files: it has no CommonJS of its own, and its default export is
 * not where bundled CommonJS looks for it.
 */
export function build(entry: Record<string, string>): Options[] {
  rmSync("dist", { recursive: true, force: true });
  const common: Options = { entry, sourcemap: true, target: "node22", dts: true, removeNodeProtocol: false };
  return [
    { ...common, format: "esm" },
    { ...common, format: "cjs", noExternal: ["p-retry"] },
  ];
}
