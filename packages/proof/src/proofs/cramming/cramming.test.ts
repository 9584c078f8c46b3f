import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sharedFolder } from "../../proof-folder.ts";
import { pick, resample, seeded } from "./seeded.ts";
import { tryCramming } from "./try-cramming.ts";

const folder = join(sharedFolder, "data", "maven-crm");
const isThere = existsSync(folder);
if (!isThere) console.warn("skipped: ../shared/data/maven-crm not found");

test.skipIf(!isThere)(
  "a pipeline with a calendar pattern of its own: the pattern is named and nobody accused (domain:O11)",
  () => {
    const figures = tryCramming(folder, 10);
    expect(figures.asItIs).toEqual({
      "calendar-pattern": figures.sellers,
      unknown: figures.sellersBelowUnit,
    });
    expect(figures.sellers).toBeGreaterThan(20);
    expect(figures.toldBelowUnit).toBe(0);
    expect(figures.found).toBeGreaterThanOrEqual(0.7);
    expect(figures.falseAlarms).toBeLessThanOrEqual(0.01);
  },
);

test("the same seed draws the same, another one something else", () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  expect(pick(items, 5, seeded(1))).toEqual(pick(items, 5, seeded(1)));
  expect(pick(items, 5, seeded(1))).not.toEqual(pick(items, 5, seeded(2)));
  expect(new Set(pick(items, 50, seeded(3))).size).toBe(50);
  expect(new Set(resample(items, seeded(4))).size).toBeLessThan(50);
});
