import { existsSync } from "node:fs";
import { join } from "node:path";
import { createMirror, type Mirror, type MirrorReport, memoryMirrorStore } from "@headway/sync/mirror";
import { leaveResult } from "../../proof-folder.ts";
import { seeded } from "../../proofs/cramming/seeded.ts";
import { accountFor } from "./account-for.ts";
import { type Edit, people } from "./people.ts";
import { readPipeline } from "./read-pipeline.ts";
import { keyField, stages } from "./to-portfolios.ts";
import { openTwoCrms, type TwoCrms } from "./two-crms.ts";

const days = 30;
const editsADay = 100;
const dayMs = 86_400_000;

/**
 * Mirrors a company's sales pipeline between both sandboxes for thirty virtual days while people edit it on both
 * sides, and accounts for every difference that is left by looking at the sandboxes themselves. Returns the
 * process's exit code: 1 where something is unaccounted for, or the data is not at hand.
 */
export async function runMirrorOnData(root: string): Promise<number> {
  const path = join(root, "..", "shared", "data", "maven-crm", "sales_pipeline.csv");
  if (!existsSync(path)) {
    console.error("skipped: ../shared/data/maven-crm not found");
    return 1;
  }
  const startedAt = Date.now();
  const say = (line: string): void =>
    console.error(`${((Date.now() - startedAt) / 1000).toFixed(0)} s: ${line}`);
  const crms = openTwoCrms(await readPipeline(path));
  say(
    `loaded ${crms.left.count("deals")} deals on the left, ${crms.pairs.length} of them on the right as well`,
  );
  const mirror = openMirror(crms);
  const sums = totals();
  const random = seeded(30);
  const linked = await linkDeals(crms, mirror, sums);
  say(`linked ${linked.byKey} by key, ${linked.byProposal} by accepted proposals, ${linked.byHand} by hand`);
  const differences = await settleDifferences(mirror, sums, random);
  say(`${differences.found} first differences, ${differences.decided} decided`);
  const crowd = people(crms, random);
  for (let day = 1; day <= days; day += 1) {
    await oneDay(crms, mirror, crowd, sums, random);
    if (day % 5 === 0)
      say(`day ${day}: ${crowd.edits.length} edits, ${sums.written.left + sums.written.right} writes`);
  }
  return judge({ crms, mirror, sums, edits: crowd.edits, linked, differences, startedAt });
}

interface Ending {
  readonly crms: TwoCrms;
  readonly mirror: Mirror;
  readonly sums: Totals;
  readonly edits: readonly Edit[];
  readonly linked: unknown;
  readonly differences: unknown;
  readonly startedAt: number;
}

/** Lets the mirror come to rest, accounts for what is left, and leaves the figures. */
async function judge({ crms, mirror, sums, edits, linked, differences, startedAt }: Ending): Promise<number> {
  const last = await drain(crms, mirror, sums);
  const claims = {
    links: await mirror.links(),
    parked: await mirror.parked(),
    conflicts: await mirror.conflicts(),
  };
  const account = accountFor(crms, edits, claims);
  const drift = await mirror.drift();
  const conflicts = countBy(claims.conflicts.map((row) => row.cause));
  const held =
    account.unaccounted.length === 0 &&
    account.lost.length === 0 &&
    last.state === "complete" &&
    drift.drifted.length === 0;
  const result = {
    held,
    days,
    deals: { left: crms.left.count("deals"), right: crms.pairs.length },
    linked,
    differing: crms.differing,
    firstDifferences: differences,
    edits: edits.length,
    runs: sums.runs,
    written: sums.written,
    writtenFields: sums.writtenFields,
    conflicts,
    account: { ...account, unaccounted: account.unaccounted.length, lost: account.lost.length },
    unaccounted: account.unaccounted.slice(0, 20),
    lost: account.lost.slice(0, 20),
    drift: drift.fields,
    drifted: drift.drifted.length,
    lastGaps: last.gaps,
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
  const left = leaveResult("real/mirror.json", result);
  console.log(JSON.stringify(result, null, 2));
  console.log(held ? `held: ${left}` : `not held: ${left}`);
  return held ? 0 : 1;
}

function openMirror(crms: TwoCrms): Mirror {
  const [leftDeal] = crms.pairs;
  const right = crms.right.record("Opportunity", leftDeal?.right ?? "");
  const left = crms.left.record("deals", leftDeal?.left ?? "");
  let count = 0;
  return createMirror({
    ...crms.adapters,
    store: memoryMirrorStore(() => crms.clock.now),
    fields: ["stageId", "amount", "closeDate", "nextStep", "ownerId"],
    stages: [
      {
        left: left?.properties.pipeline ?? "",
        right: typeof right?.RecordTypeId === "string" ? right.RecordTypeId : "Opportunity",
        pairs: stages.map(({ id, label }) => [id, label] as const),
      },
    ],
    conflict: { stageId: "rank", amount: "latest", closeDate: "left", nextStep: "right", ownerId: "manual" },
    currency: { left: { default: "USD" }, right: { default: "USD" } },
    amountDigits: 2,
    match: { externalKey: { holds: "shared", left: keyField, right: `${keyField}__c` } },
    clock: () => crms.clock.now,
    ids: () => {
      count += 1;
      return `id${String(count).padStart(8, "0")}`;
    },
  });
}

interface Totals {
  runs: number;
  readonly written: { left: number; right: number };
  readonly writtenFields: Record<string, number>;
}

function totals(): Totals {
  return { runs: 0, written: { left: 0, right: 0 }, writtenFields: {} };
}

async function run(mirror: Mirror, sums: Totals): Promise<MirrorReport> {
  const report = await mirror.run({ approve: sums.runs < 4 });
  sums.runs += 1;
  sums.written.left += report.written.left;
  sums.written.right += report.written.right;
  for (const [field, count] of Object.entries(report.writtenFields)) {
    sums.writtenFields[field] = (sums.writtenFields[field] ?? 0) + count;
  }
  return report;
}

/** By key in the first run; then a person accepts what is proposed and links the rest by hand. */
async function linkDeals(crms: TwoCrms, mirror: Mirror, sums: Totals) {
  const byKey = (await run(mirror, sums)).linked;
  const proposals = await mirror.proposals();
  for (const { id } of proposals) await mirror.acceptProposal(id);
  const linked = new Set((await mirror.links()).map((link) => link.right));
  const rest = crms.pairs.filter((pair) => !linked.has(pair.right));
  for (const { left, right } of rest) await mirror.link(left, right, "by hand");
  await run(mirror, sums);
  return { byKey, byProposal: proposals.length, byHand: rest.length };
}

/** A person decides nine of ten first differences and leaves the rest. */
async function settleDifferences(mirror: Mirror, sums: Totals, random: () => number) {
  const open = await mirror.conflicts({ status: "open" });
  const decided = open.filter(() => random() < 0.9);
  const sides = Map.groupBy(decided, () => (random() < 0.5 ? "left" : "right"));
  for (const [side, rows] of sides) {
    await mirror.resolve(
      rows.map((row) => row.id),
      side,
    );
  }
  await run(mirror, sums);
  return { found: open.length, byField: countBy(open.map((row) => row.field)), decided: decided.length };
}

/** Two runs a day; most edits come between them, some while one is under way. */
async function oneDay(
  crms: TwoCrms,
  mirror: Mirror,
  crowd: ReturnType<typeof people>,
  sums: Totals,
  random: () => number,
): Promise<void> {
  const evening = crms.clock.now + dayMs;
  for (let half = 0; half < 2; half += 1) {
    for (let count = 0; count < (editsADay * 0.8) / 2; count += 1) {
      crms.clock.now += 600_000 * random();
      crowd.type();
    }
    let left = (editsADay * 0.2) / 2;
    crms.onRequest = () => {
      if (left <= 0 || random() > 0.15) return;
      left -= 1;
      crowd.type();
    };
    await run(mirror, sums);
    crms.onRequest = () => undefined;
  }
  if (random() < 0.2) removeOne(crms, random);
  crms.clock.now = Math.max(crms.clock.now, evening);
}

/** Somebody deletes a deal on one side. */
function removeOne(crms: TwoCrms, random: () => number): void {
  const pair = crms.pairs[Math.floor(random() * crms.pairs.length)];
  if (pair === undefined) return;
  const record = crms.left.record("deals", pair.left);
  const row = crms.right.record("Opportunity", pair.right);
  if (record?.archived !== false || row?.IsDeleted !== false) return;
  if (random() < 0.5) crms.left.archive("deals", pair.left);
  else crms.right.remove("Opportunity", pair.right);
}

/** Nobody edits any more; a few runs later nothing may be left to do. */
async function drain(crms: TwoCrms, mirror: Mirror, sums: Totals): Promise<MirrorReport> {
  let report = await run(mirror, sums);
  for (let round = 0; round < 5; round += 1) {
    crms.clock.now += 3_600_000;
    report = await run(mirror, sums);
    if (report.state === "complete" && report.written.left + report.written.right === 0) break;
  }
  return report;
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
