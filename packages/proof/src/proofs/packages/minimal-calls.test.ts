import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { workspaceFolder } from "../../proof-folder.ts";
import { minimalCalls } from "./minimal-calls.ts";
import { entriesOf, readManifest } from "./pack-packages.ts";

it("there is a minimal call for everything that can be imported, and for nothing else", () => {
  const parent = join(workspaceFolder, "packages");
  const manifests = readdirSync(parent).map((name) => readManifest(join(parent, name)));
  const entries = manifests.filter((manifest) => manifest.private !== true).flatMap(entriesOf);
  expect(Object.keys(minimalCalls).sort()).toEqual(entries.sort());
});
