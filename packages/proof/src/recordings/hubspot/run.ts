import { readFileSync } from "node:fs";
import { join } from "node:path";
import { leaveResult, workspaceFolder } from "../../proof-folder.ts";
import type { AnswerKind } from "./answer-kind.ts";
import { batchAnswers } from "./batch-answers.ts";
import { feedAdapter } from "./feed-adapter.ts";
import { leftOut } from "./left-out.ts";
import { isAbout, type ListedDifference, listedDifferences, sectionOf } from "./listed-difference.ts";
import { objectAnswers } from "./object-answers.ts";
import { bodyOf, type Recording, readRecordings, recordingsFolder } from "./recording.ts";
import { refusalAnswers } from "./refusal-answers.ts";
import { schemaAnswers } from "./schema-answers.ts";
import { type Difference, differencesBetween, shapeOf } from "./shape.ts";

const kinds: readonly AnswerKind[] = [...objectAnswers, ...batchAnswers, ...schemaAnswers, ...refusalAnswers];

/** How one recording fared. */
interface Parsed {
  readonly file: string;
  readonly kind: string;
  readonly ok: boolean;
  readonly problem?: string;
}

async function parseOne(kind: AnswerKind, { file, status, text }: Recording): Promise<Parsed> {
  const fed = { status: status ?? kind.status, body: bodyOf(text) };
  return feedAdapter(kind.feed, fed).then(
    () => ({ file, kind: kind.name, ok: true }),
    (error: unknown) => ({ file, kind: kind.name, ok: false, problem: String(error) }),
  );
}

interface Found extends Difference {
  readonly answer: string;
}

/** Where the sandbox answers otherwise than the recordings of a kind, taken together. */
async function differencesOf(kind: AnswerKind, recordings: readonly Recording[]): Promise<Found[]> {
  const { status, text } = await kind.ask();
  const recorded = shapeOf(...recordings.map((recording) => bodyOf(recording.text)));
  const found = differencesBetween(recorded, shapeOf(bodyOf(text)));
  const statuses = new Set(recordings.map((recording) => recording.status ?? kind.status));
  if (!statuses.has(status))
    found.push({ place: "status", what: `${status}, HubSpot ${[...statuses].join(" or ")}` });
  return found.map((difference) => ({ ...difference, answer: kind.name }));
}

/** Recordings that no kind and no reason accounts for: a new one must be placed by hand. */
function unplaced(recordings: readonly Recording[]): string[] {
  const placed = new Set([...kinds.flatMap((kind) => kind.recordings), ...Object.values(leftOut).flat()]);
  return recordings.filter(({ number }) => !placed.has(number)).map(({ file }) => file);
}

function readListed(): ListedDifference[] {
  const path = join(workspaceFolder, "packages", "sandbox", "FIDELITY.md");
  return listedDifferences(sectionOf(readFileSync(path, "utf8"), "HubSpot"));
}

function printAll(heading: string, lines: readonly string[]): void {
  if (lines.length > 0) console.error(`${heading}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/**
 * Feeds every recorded answer of HubSpot to the adapter, and holds the sandbox's answer to the same kind of request
 * against it: every difference must be listed, and every listed one found. Leaves the counts and gives 0, or 1 where
 * something is wrong. Without the recordings it says so and gives 0.
 */
export async function recordings(): Promise<number> {
  const all = readRecordings();
  if (!all) {
    console.error(`SKIPPED: ${recordingsFolder} is not there; nothing was held against recorded answers`);
    leaveResult("proof/recordings-hubspot.json", { skipped: true, folder: recordingsFolder });
    return 0;
  }
  const of = (kind: AnswerKind) => all.filter(({ number }) => kind.recordings.includes(number));
  const parsed: Parsed[] = [];
  const found: Found[] = [];
  for (const kind of kinds) {
    for (const recording of of(kind)) parsed.push(await parseOne(kind, recording));
    found.push(...(await differencesOf(kind, of(kind))));
  }
  const listed = readListed();
  const unlisted = found.filter((each) => !listed.some((row) => isAbout(row, each.answer, each)));
  const stale = listed.filter((row) => !found.some((each) => isAbout(row, each.answer, each)));
  const failed = parsed.filter(({ ok }) => !ok);
  const strangers = unplaced(all);
  printAll(
    "not read by the adapter",
    failed.map(({ file, problem }) => `${file}: ${problem}`),
  );
  printAll(
    "not listed in FIDELITY.md",
    unlisted.map((one) => `| \`${one.answer}\` | \`${one.place}\` | ${one.what} | |`),
  );
  printAll(
    "listed in FIDELITY.md, but not so any more",
    stale.map((row) => `${row.answer} ${row.place} ${row.what}`),
  );
  printAll("recordings that nothing accounts for", strangers);
  const ok = [failed, unlisted, stale, strangers].every((list) => list.length === 0);
  const counts = {
    ok,
    recordings: all.length,
    supported: parsed.length,
    parsed: parsed.length - failed.length,
    kinds: kinds.length,
    differences: found.length,
    listed: listed.length,
    unlisted: unlisted.length,
    stale: stale.length,
  };
  leaveResult("proof/recordings-hubspot.json", { ...counts, leftOut, files: parsed, found });
  console.log(`recordings hubspot: ${JSON.stringify(counts)}`);
  return ok ? 0 : 1;
}
