import { defineConfig } from "vitest/config";

/**
 * Tests run against the sources: the condition makes every `@headway/*` import resolve to `src`. Node gets these too,
 * for `import` and `require` alike, so that `import` must not be among them.
 */
const conditions = ["@headway/source", "node"];
const source = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  ...source,
  test: {
    globalSetup: ["packages/sync/src/testing/postgres-door.ts"],
    projects: [
      {
        ...source,
        // Far beyond what any test needs, so that a busy machine fails none.
        test: {
          name: "unit",
          // Files share what they import: nothing of ours keeps anything in a module, and importing cost most of the time.
          isolate: false,
          testTimeout: 60_000,
          include: ["packages/*/src/**/*.test.ts"],
          exclude: ["packages/proof/**"],
        },
      },
      {
        ...source,
        test: { name: "proof", include: ["packages/proof/src/**/*.test.ts"], testTimeout: 120_000 },
      },
    ],
  },
});
