import { join, resolve } from "node:path";
import type { AccountRecord, DealRecord } from "@headway/crm";
import { explain, type OpenStore, type Subject, SyncError } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import type { CliContext } from "../context.ts";
import { type CsvWriter, csvWriter } from "../csv/csv-writer.ts";
import {
  accountHeaders,
  accountRow,
  dealHeaders,
  dealRow,
  evidenceHeaders,
  evidenceRow,
  type Told,
} from "../csv/exported-rows.ts";
import { configFlag, jsonFlag, storedCrmFlag, storeFlag } from "../flags.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import { makePrivateFolder } from "../open-store.ts";
import { type CommandResult, finish } from "../output.ts";
import { type ProgressView, withProgress } from "../progress.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";

interface ExportFlags extends StoreFlags {
  readonly crm: string;
  readonly out: string;
  readonly json: boolean;
}

/** `headway export`: what the store knows of deals, accounts and evidence, as files that do nothing. */
export function exportCommand(vendors: readonly Vendor[]) {
  return buildCommand<ExportFlags, [], CliContext>({
    docs: {
      brief: "Write deals, accounts and evidence of the store as inert CSV files",
      fullDescription:
        "Looks at the store alone. A value that is unknown reads so, with its reason beside it. No cell can be taken for a formula by a spreadsheet, and no file is overwritten.",
    },
    parameters: {
      flags: {
        crm: storedCrmFlag(vendors),
        out: {
          kind: "parsed",
          parse: String,
          brief: "The folder for deals.csv, accounts.csv and evidence.csv",
          placeholder: "FOLDER",
          default: "headway-export",
        },
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => exportFiles(this, flags));
    },
  });
}

interface Source {
  readonly store: OpenStore;
  readonly crm: string;
  /** As the runs were given it: without it the numbers would be others. */
  readonly notebook: unknown;
}

interface Writers {
  readonly deal: CsvWriter;
  readonly account: CsvWriter;
  readonly evidence: CsvWriter;
}

async function exportFiles(context: CliContext, flags: ExportFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const folder = resolve(context.directory, flags.out);
  const notebook = readNotebook(settings.notebookPath);
  return withChosenStore(context, settings, async (store) => {
    const crms = await chosenCrms(store, flags.crm);
    makePrivateFolder(folder);
    const deal = csvWriter(join(folder, "deals.csv"), dealHeaders);
    const account = csvWriter(join(folder, "accounts.csv"), accountHeaders);
    const evidence = csvWriter(join(folder, "evidence.csv"), evidenceHeaders);
    try {
      await withProgress(context, "export", async (view) => {
        const writers = { deal, account, evidence };
        for (const crm of crms) await exportCrm(context, { store, crm, notebook }, writers, view);
      });
    } finally {
      for (const writer of [deal, account, evidence]) writer.close();
    }
    const counts = { deals: deal.count(), accounts: account.count(), evidence: evidence.count() };
    const told = Object.entries(counts).map(([name, count]) => `  ${name}.csv  ${count} rows\n`);
    return { document: { folder, ...counts }, text: `${folder}\n${told.join("")}` };
  });
}

const pageSize = 500;

async function exportCrm(
  { signal }: CliContext,
  source: Source,
  writers: Writers,
  view: ProgressView,
): Promise<void> {
  const { store, crm } = source;
  const seen = new Set<string>();
  for (const object of ["deal", "account"] as const) {
    let after: string | null = null;
    for (;;) {
      const records = await store.records(crm, object, after, pageSize);
      if (records.length === 0) break;
      for (const record of records) {
        signal.throwIfAborted();
        if (record.object === "deal" || record.object === "account")
          await exportRecord(source, record, writers, seen);
      }
      after = records.at(-1)?.id ?? null;
      view.say(`${crm}: ${writers[object].count()} ${object}s`);
    }
  }
}

async function exportRecord(
  source: Source,
  record: DealRecord | AccountRecord,
  writers: Writers,
  seen: Set<string>,
): Promise<void> {
  const { crm } = source;
  const told = await tell(source, { subject: record.object, id: record.id });
  if (record.object === "deal") writers.deal.row(dealRow(crm, record, told));
  else writers.account.row(accountRow(crm, record, told));
  if (told.status === "unknown") return;
  for (const piece of told.explanation.evidence) {
    if (seen.has(piece.id)) continue;
    seen.add(piece.id);
    writers.evidence.row(evidenceRow(crm, piece));
  }
}

/** What cannot be assessed is exported too, with the reason. */
async function tell({ store, crm, notebook }: Source, subject: Subject): Promise<Told> {
  try {
    return { status: "known", explanation: await explain(store, crm, subject, { notebook }) };
  } catch (error) {
    if (!SyncError.is(error) || error.code !== "unknown-subject") throw error;
    return { status: "unknown", reason: error.message };
  }
}
