import { build } from "../../tsup.base.ts";

export default build({
  index: "src/index.ts",
  fetch: "src/fetch.ts",
  webhooks: "src/webhooks/index.ts",
  serverless: "src/serverless/index.ts",
});
