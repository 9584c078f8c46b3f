import { build } from "../../tsup.base.ts";

export default build({
  index: "src/index.ts",
  "sqlite/index": "src/sqlite/index.ts",
  "memory/index": "src/memory/index.ts",
  "backtest/index": "src/backtest/index.ts",
  "fleet/index": "src/fleet/index.ts",
  "postgres/index": "src/postgres/index.ts",
  "mirror/index": "src/mirror/index.ts",
  "portfolio/index": "src/portfolio/index.ts",
  "one-record/index": "src/one-record/index.ts",
});
