import { CrmError } from "@headway/crm";
import { SyncError } from "../sync-error.ts";
import { dirtyRow } from "./dirty.ts";
import { learn } from "./learn-stage.ts";
import { readPauses } from "./link-state.ts";
import { match } from "./match-stage.ts";
import type { MirrorContext } from "./mirror-context.ts";
import type { MirrorRunOptions } from "./mirror-options.ts";
import { toReport } from "./mirror-report.ts";
import type { IntentRow, ParkedRow } from "./mirror-rows.ts";
import { type MirrorReport, type MirrorTally, mirrorTally } from "./mirror-tally.ts";
import { readTerms } from "./mirror-terms.ts";
import { commit, holdLease, type LeaseHold, type MirrorWork } from "./mirror-work.ts";
import { planDirty } from "./plan-stage.ts";
import { cancelIntent } from "./refuse-intent.ts";
import { sendIntents } from "./send-stage.ts";

/** Looks at each link at most so often in one run: a change, its echo, and what people do meanwhile. */
const mostRounds = 6;

/**
 * One pass under the mirror's lease. What ends it early (a CRM that does not answer, a lease that was taken,
 * time that ran out) is a gap in the report; everything stored stays and the next run goes on there.
 */
export async function runMirror(
  context: MirrorContext,
  owner: string,
  options: MirrorRunOptions,
): Promise<MirrorReport> {
  const startedAt = context.now();
  const tally = mirrorTally();
  const hold = await holdLease(context, owner);
  if (hold === null)
    tally.gaps.push(`another worker has mirror \`${context.config.name}\` now; nothing was done here`);
  else {
    try {
      await runHeld(context, hold, tally, options);
    } catch (error) {
      if (!endsQuietly(error)) throw error;
      tally.gaps.push(`the run ended early: ${error.message}; the next run goes on from here`);
    } finally {
      // A store that is gone cannot take a lease back; it runs out by itself.
      await hold.release().catch(() => undefined);
    }
  }
  return toReport(context, tally, { startedAt, dryRun: options.dryRun ?? false });
}

function endsQuietly(error: unknown): error is Error {
  if (SyncError.is(error)) return error.code === "lease-lost";
  return (
    CrmError.is(error) && ["unavailable", "rate-limited", "aborted", "deadline-exceeded"].includes(error.code)
  );
}

async function runHeld(
  context: MirrorContext,
  hold: LeaseHold,
  tally: MirrorTally,
  options: MirrorRunOptions,
): Promise<void> {
  const startedAt = context.config.clock();
  const progress = options.onProgress ?? (() => undefined);
  if ((await readPauses(context)).mirror) {
    tally.gaps.push(`mirror \`${context.config.name}\` is paused; \`resume\` lets it go on`);
    return;
  }
  progress({ phase: "describe", side: null, done: 0 });
  const terms = await readTerms(context, tally);
  await hold.retake();
  const budget = options.budgetMs;
  const work: MirrorWork = {
    ...context,
    terms,
    tally,
    hold,
    progress,
    dryRun: options.dryRun ?? false,
    approve: options.approve ?? false,
    outOfTime: () => budget !== undefined && context.config.clock() - startedAt > budget * 0.9,
  };
  if (!(await runStages(work)))
    tally.gaps.push("the time budget was used up; the next run goes on from here");
}

/** False when time ran out. */
async function runStages(work: MirrorWork): Promise<boolean> {
  await refreshBasis(work);
  if (!(await learn(work))) return false;
  if (!(await match(work))) return false;
  const limit = await bulkLimit(work);
  for (let round = 0; round < mostRounds; round += 1) {
    const before = (await progressRow(work)).changed;
    // A dry run shows everything that one would approve.
    const isEnough = (planned: number) => !work.dryRun && !work.approve && before + planned > limit;
    const pass = await planDirty(work, isEnough);
    if (work.dryRun) {
      if (!work.approve && before + pass.planned > limit) tellHeld(work, before + pass.planned, limit);
      return pass.isDone;
    }
    if (await isHeld(work, before + pass.planned, limit)) return true;
    if (!pass.isDone || !(await sendIntents(work))) return false;
    if (await isQuiet(work)) {
      await saveProgress(work, 0);
      return true;
    }
  }
  const left = await work.store.count(work.config.name, "dirty");
  if (left > work.tally.resting.size)
    work.tally.gaps.push(`${left} links kept changing while they were mirrored; the next run looks again`);
  await saveProgress(work, 0);
  return true;
}

function tellHeld({ tally }: MirrorWork, links: number, limit: number): void {
  tally.held = { links, limit };
  tally.notes.push(
    `${links} links would change and ${limit} may change in one run, so a run would send nothing. Look at what is planned, then run with \`approve\``,
  );
}

/** Nothing left but what waits for the next run. */
async function isQuiet({ store, config, tally }: MirrorWork): Promise<boolean> {
  const pauses = await readPauses({ store, config });
  for (const kind of ["dirty", "intent"] as const) {
    let after: string | null = null;
    for (;;) {
      const rows: { readonly id: string; readonly group: string | null }[] = await store.rows(
        config.name,
        kind,
        { after, limit: 500 },
      );
      const links = rows.map((row) => (kind === "dirty" ? row.id : (row.group ?? "")));
      if (links.some((id) => !tally.resting.has(id) && !pauses.link(id))) return false;
      if (rows.length < 500) break;
      after = rows.at(-1)?.id ?? null;
    }
  }
  return true;
}

/** More than fifty links and a fifth of all changing at once looks like a mistake (`invariant:W8`). */
async function bulkLimit({ store, config }: MirrorWork): Promise<number> {
  const links = await store.count(config.name, "end");
  return Math.max(50, Math.floor((links / 2) * 0.2));
}

async function progressRow({ store, config }: MirrorWork) {
  const row = await store.row(config.name, "progress", "run");
  return row ?? { id: "run", group: null, changed: 0, basis: "" };
}

async function saveProgress(work: MirrorWork, changed: number): Promise<void> {
  const row = await progressRow(work);
  if (row.changed !== changed) await commit(work, { put: [{ kind: "progress", row: { ...row, changed } }] });
}

/** Counts planned links over all parts of a run; over the limit nothing is sent and what was planned is decided anew later. */
async function isHeld(work: MirrorWork, changed: number, limit: number): Promise<boolean> {
  if (work.approve || changed <= limit) {
    await saveProgress(work, changed);
    return false;
  }
  await saveProgress(work, 0);
  for (let after: string | null = null; ; ) {
    const page: IntentRow[] = await work.store.rows(work.config.name, "intent", { after, limit: 200 });
    if (page.length === 0) break;
    for (const intent of page) {
      if (intent.attempts > 0 || intent.asked) continue;
      const rows = await work.store.rows(work.config.name, "conflict", { ids: intent.conflictIds });
      const { remove = [], put = [] } = cancelIntent(work, intent, []);
      await commit(work, {
        remove: [...remove, ...rows.map(({ id }) => ({ kind: "conflict" as const, id }))],
        put,
      });
    }
    after = page.at(-1)?.id ?? null;
  }
  work.tally.conflicts.length = 0;
  work.tally.held = { links: changed, limit };
  work.tally.gaps.push(
    `more than ${limit} links would change in one run, which looks like a mistake; nothing was sent. Look at a dry run, then run with \`approve\``,
  );
  return true;
}

/** When stages, users, rights or options have changed, what was parked for them is looked at again. */
async function refreshBasis(work: MirrorWork): Promise<void> {
  const row = await progressRow(work);
  if (row.basis === work.terms.basis || work.dryRun) return;
  for (let after: string | null = null; ; ) {
    const page: ParkedRow[] = await work.store.rows(work.config.name, "parked", { after, limit: 500 });
    if (page.length === 0) break;
    const links = [...new Set(page.map((parked) => parked.linkId))];
    await commit(work, { put: links.map((id) => ({ kind: "dirty", row: dirtyRow(work, id) })) });
    after = page.at(-1)?.id ?? null;
  }
  await commit(work, { put: [{ kind: "progress", row: { ...row, basis: work.terms.basis } }] });
}
