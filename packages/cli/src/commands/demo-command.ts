import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { loadReviewData, type Review, renderReview } from "@headway/report";
import type { Store } from "@headway/sync";
import { assessStore } from "@headway/sync/portfolio";
import { buildCommand } from "@stricli/core";
import { type CrmName, startSandboxes } from "../adapters.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { demoDay, demoRecords } from "../demo-day.ts";
import { demoEnding } from "../demo-ending.ts";
import { demoOfferRuleId, demoPolicy } from "../demo-policy.ts";
import { exitCodes } from "../failure.ts";
import { jsonFlag } from "../flags.ts";
import { makePrivateFolder, openStore, withStore } from "../open-store.ts";
import { type CommandResult, finish } from "../output.ts";
import { withProgress } from "../progress.ts";
import { leaderReview, writeReviewHtml } from "../review-document.ts";
import { runAgainstSandboxes } from "../run-against-sandboxes.ts";
import { type SandboxRunReport, shortfalls } from "../sandbox-run-report.ts";

interface DemoFlags {
  readonly json: boolean;
}

/** `headway demo`: both CRMs on this machine, synced twice through the official SDKs, and the review. */
export function demoCommand() {
  return buildCommand<DemoFlags, [], CliContext>({
    docs: {
      brief: "Try everything without a CRM: sandboxes, two syncs, the review",
      fullDescription:
        "Starts the sandboxes in this process, syncs invented records through the official SDKs twice, checks the sandboxes past the adapters, and shows the review. Writes .headway/demo. Exit code 1 when a check fails.",
    },
    parameters: { flags: { json: jsonFlag } },
    func(flags) {
      return finish(this, flags, () => demo(this));
    },
  });
}

async function demo(context: CliContext): Promise<CommandResult> {
  const directory = join(context.directory, ".headway", "demo");
  makePrivateFolder(directory);
  const storePath = join(directory, "headway.db");
  const report = await withProgress(context, "demo", (view) => runDemo(context, storePath, view));
  writeFileSync(join(directory, "report.json"), `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  const missed = shortfalls(report);
  const reviewPath = join(directory, "review.html");
  const text = await withStore(openStore(storePath), async (store) => {
    await writeReviewHtml(reviewPath, await leaderReviews(store));
    const [shownStore, shownReview] = [storePath, reviewPath].map((path) =>
      relative(context.directory, path),
    );
    return demoText(context, store, report, { storePath: shownStore ?? "", reviewPath: shownReview ?? "" });
  });
  return {
    document: { report, shortfalls: missed, review: relative(context.directory, reviewPath) },
    text,
    exitCode: missed.length === 0 ? exitCodes.done : exitCodes.incomplete,
  };
}

async function runDemo(
  context: CliContext,
  storePath: string,
  view: Parameters<Parameters<typeof withProgress>[2]>[0],
): Promise<SandboxRunReport> {
  const asOf = demoDay(context.clock());
  view.say("starting the sandboxes");
  const limits = "real";
  const running = await startSandboxes({ limits, portfolio: demoRecords(asOf) });
  try {
    const crms = context.vendors.map((vendor) => [vendor.crm as CrmName, vendor.sandbox.access(running)]);
    return await runAgainstSandboxes({
      crms: Object.fromEntries(crms),
      storePath: () => storePath,
      asOf,
      policy: demoPolicy,
      ruleId: demoOfferRuleId,
      limits,
      signal: context.signal,
      onProgress: view.onProgress,
      clock: context.clock,
    });
  } finally {
    await running.close();
  }
}

async function demoText(
  context: CliContext,
  store: Store,
  report: SandboxRunReport,
  paths: { readonly storePath: string; readonly reviewPath: string },
): Promise<string> {
  const terminal = terminalOf(context.process.stdout, context.process.env);
  const [first = ""] = Object.keys(report.crms);
  const data = await loadReviewData(store, first);
  return `${renderReview(data, terminal)}${demoEnding({ report, data, ...paths, columns: terminal.columns })}`;
}

async function leaderReviews(store: Store): Promise<Review[]> {
  const reviews: Review[] = [];
  for (const crm of await store.crms()) {
    const assessed = await assessStore({ store, crm });
    if (assessed !== undefined) reviews.push(leaderReview(assessed));
  }
  return reviews;
}
