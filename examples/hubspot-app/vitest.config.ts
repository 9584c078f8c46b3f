import { defineConfig } from "vitest/config";

const conditions = ["@headway/source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ["**/*.test.ts", "**/*.test.tsx"], testTimeout: 60_000 },
});
