import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";
import type { Figures } from "./figures.ts";

/** A campaign's finished parts, by the first seed of each. */
export type DoneParts = Readonly<Record<string, Figures>>;

/** Where a campaign keeps what it has done, so that a stop costs a part at most. */
export interface CampaignState {
  readonly done: DoneParts;
  save(done: DoneParts): void;
  /** Forgets it all: the campaign has come to its end. */
  clear(): void;
}

const played = ["core", "crm", "hubspot", "salesforce", "sandbox", "sync"];

/** The state of a campaign from its file; empty where there is none, or where sources have changed since. */
export function campaignState(from: number, seeds: number): CampaignState {
  const path = join(workspaceFolder, ".headway", "simulate", `from-${from}-seeds-${seeds}.json`);
  const sources = fingerprintOfSources();
  const read = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Kept) : null;
  return {
    done: read?.sources === sources ? read.done : {},
    save(done) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify({ sources, done } satisfies Kept));
    },
    clear: () => rmSync(path, { force: true }),
  };
}

interface Kept {
  readonly sources: string;
  readonly done: DoneParts;
}

/** Names, lengths and dates of everything that a seed runs through. */
function fingerprintOfSources(): string {
  const hash = createHash("sha256");
  const folders = [
    ...played.map((name) => join("packages", name, "src")),
    "packages/proof/src/proofs/simulate",
  ];
  for (const folder of folders) {
    const names = readdirSync(join(workspaceFolder, folder), { recursive: true, encoding: "utf8" }).sort();
    for (const name of names.filter((each) => each.endsWith(".ts") && !each.endsWith(".test.ts"))) {
      const { size, mtimeMs } = statSync(join(workspaceFolder, folder, name));
      hash.update(`${folder}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}
