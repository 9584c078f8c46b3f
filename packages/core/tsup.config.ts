import { build } from "../../tsup.base.ts";

export default build({
  index: "src/index.ts",
  "stats/index": "src/stats/index.ts",
  "backtest/index": "src/backtest/index.ts",
});
