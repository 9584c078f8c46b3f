import type { Options } from "tsup";
import { build } from "../../tsup.base.ts";

/** The command is run, never imported: one ES module that keeps the first line of its source. */
const command: Options = {
  entry: { main: "src/main.ts" },
  format: "esm",
  sourcemap: true,
  target: "node22",
  removeNodeProtocol: false,
};

export default [...build({ index: "src/index.ts" }), command];
