import { build, type Options } from "tsup";

/** Where HubSpot looks for the app functions, and where the texts of the workflow actions are copied from. */
const folders = { functions: "src/app/functions/built", action: "dist" };

const shared = {
  format: "cjs",
  platform: "node",
  target: "node22",
  minify: true,
  noExternal: [/.*/],
  clean: true,
  config: false,
  silent: true,
} satisfies Options;

await build({
  ...shared,
  entry: { assess: "assess-function.ts", log: "log-function.ts" },
  outDir: process.argv[2] ?? folders.functions,
  splitting: false,
  esbuildOptions: (options) => {
    options.conditions = ["@headway/source"];
  },
  outExtension: () => ({ js: ".js" }),
});
await build({
  ...shared,
  entry: {
    "workflow-action": "workflow-action.ts",
    "company-workflow-action": "company-workflow-action.ts",
  },
  splitting: false,
  outDir: process.argv[3] ?? folders.action,
  esbuildOptions: (options) => {
    options.conditions = ["@headway/source"];
  },
  outExtension: () => ({ js: ".js" }),
});
