import { build } from "../../tsup.base.ts";

export default build({ index: "src/index.ts", fetch: "src/fetch.ts", serverless: "src/serverless/index.ts" });
