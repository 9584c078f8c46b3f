import { plainText, renderRunReport, wrap } from "@headway/report";
import { countRequests, createSync, letGoSentences, type RunReport } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { requireCredentials } from "../credentials.ts";
import { eachCrm, worstExitCode } from "../each-crm.ts";
import { exitCodes } from "../failure.ts";
import {
  configFlag,
  crmFlag,
  jsonFlag,
  logFlag,
  parseInstant,
  parseSeconds,
  policyFlag,
  storeFlag,
  switchFlag,
} from "../flags.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import { type CommandResult, finish } from "../output.ts";
import { overwrittenText } from "../overwritten-text.ts";
import { type PolicyNotice, policyNotices } from "../policy-notice.ts";
import { withProgress } from "../progress.ts";
import { readSettings, type SettingsFlags } from "../settings.ts";
import { streamLogger } from "../stream-logger.ts";
import { thisWorker } from "../this-worker.ts";

interface SyncFlags extends SettingsFlags {
  readonly crm: string;
  readonly dryRun: boolean;
  readonly asOf?: string | undefined;
  readonly budget?: number | undefined;
  readonly log?: "json" | "text" | undefined;
  readonly json: boolean;
}

/** `headway sync`: reads what changed, assesses, writes back, and reports all of it. */
export function syncCommand(vendors: readonly Vendor[]) {
  return buildCommand<SyncFlags, [], CliContext>({
    docs: {
      brief: "Read what changed in the CRM, assess it, write Headway's fields back",
      fullDescription:
        "Stopping it at any time is safe: the next run goes on from the last page stored. A CRM that fails does not keep another from its run. Exit code 1 says that some records were refused or could not be read; each is listed.",
    },
    parameters: {
      flags: {
        crm: crmFlag(vendors),
        dryRun: switchFlag("Read and decide, write nothing to the CRM"),
        asOf: {
          kind: "parsed",
          parse: parseInstant,
          brief: "Assess as of this day or instant",
          placeholder: "INSTANT",
          optional: true,
        },
        budget: {
          kind: "parsed",
          parse: parseSeconds,
          brief: "Stop at a checkpoint before so many seconds are over; the next run goes on",
          placeholder: "SECONDS",
          optional: true,
        },
        log: logFlag,
        store: storeFlag,
        policy: policyFlag,
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => syncAll(this, flags));
    },
  });
}

async function syncAll(context: CliContext, flags: SyncFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const found = requireCredentials(context, settings.config, flags.crm);
  const notebook = readNotebook(settings.notebookPath);
  const notices: PolicyNotice[] = [];
  const worker = thisWorker();
  const logger = flags.log === undefined ? {} : { logger: streamLogger(context.process.stderr, flags.log) };
  const { done, errors } = await withChosenStore(
    context,
    settings,
    (store) =>
      withProgress(context, "sync", (view) =>
        eachCrm(found, async ({ vendor, credentials }) => {
          const crm = vendor.open(credentials, { onRequest: countRequests(vendor.crm) });
          notices.push(...(await policyNotices(store, crm.crm, settings.policy, flags.dryRun)));
          const { policy } = settings;
          const { clock } = context;
          const sync = createSync({ crm, store, policy, notebook, clock, worker, ...logger });
          return sync.run({
            signal: context.signal,
            dryRun: flags.dryRun,
            onProgress: view.onProgress,
            ...(flags.asOf === undefined ? {} : { asOf: flags.asOf }),
            ...(flags.budget === undefined ? {} : { budgetMs: flags.budget * 1_000 }),
          });
        }),
      ),
    { mayMake: true },
  );
  return {
    document: { runs: done, errors, notices },
    text: syncText(context, done, notices),
    errors,
    exitCode: worstExitCode(errors, done.map(runExitCode)),
  };
}

function syncText(
  { process: { stdout, env } }: CliContext,
  runs: readonly RunReport[],
  notices: readonly PolicyNotice[],
): string {
  const terminal = terminalOf(stdout, env);
  const noticeLines = (text: string): string[] => wrap(plainText(`notice: ${text}`), terminal.columns);
  const said = [
    ...notices.map(({ text }) => text),
    ...runs.flatMap(({ crm, formerEvidence = [] }) =>
      letGoSentences(formerEvidence).map((text) => `in ${crm} ${text}`),
    ),
  ].flatMap(noticeLines);
  return [
    ...(said.length === 0 ? [] : [`${said.join("\n")}\n`]),
    ...runs.map(
      (report) => `${renderRunReport(report, terminal)}${overwrittenText(report, terminal.columns)}`,
    ),
  ].join("\n");
}

function runExitCode({ state }: RunReport): number {
  return state === "complete" ? exitCodes.done : exitCodes.incomplete;
}
