import { build } from "../../tsup.base.ts";

export default build(
  {
    index: "src/index.ts",
    "http/index": "src/http/index.ts",
    "memory/index": "src/memory/index.ts",
    "conformance/index": "src/conformance/index.ts",
  },
  ["p-retry"],
);
