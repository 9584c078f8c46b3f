import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { renderRunReport } from "@headway/report";
import { createSync, type RunReport } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { type ColumnMap, parseColumnMap } from "../csv/column-map.ts";
import { type Encoding, encodings } from "../csv/file-text.ts";
import { filesCrm } from "../csv/files-crm.ts";
import { scanText, unknownStagesText } from "../csv/import-text.ts";
import { type DateOrder, dateOrders } from "../csv/read-date.ts";
import { type Scan, scanFiles } from "../csv/scan-files.ts";
import { openSource, type SourceFile } from "../csv/source-file.ts";
import { exitCodes } from "../failure.ts";
import { configFlag, jsonFlag, parseInstant, policyFlag, storeFlag, switchFlag } from "../flags.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import { type CommandResult, finish } from "../output.ts";
import { withProgress } from "../progress.ts";
import { readSettings, type SettingsFlags } from "../settings.ts";
import { thisWorker } from "../this-worker.ts";

interface ImportFlags extends SettingsFlags {
  readonly map?: string | undefined;
  readonly dates?: DateOrder | undefined;
  readonly decimal?: "point" | "comma" | undefined;
  readonly timeZone: string;
  readonly currency?: string | undefined;
  readonly encoding?: Encoding | undefined;
  readonly otherStages?: "open" | undefined;
  readonly exportedAt?: string | undefined;
  readonly asOf?: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const text = (brief: string, placeholder: string, parse: (text: string) => string = String) =>
  ({ kind: "parsed", parse, brief, placeholder, optional: true }) as const;

const flags = {
  map: text("What files hold, which header is which column and what stages mean, as JSON", "FILE"),
  dates: {
    kind: "enum",
    values: dateOrders,
    brief: "How 03/04/2026 is meant: dmy, mdy, or iso to refuse it",
    optional: true,
  },
  decimal: {
    kind: "enum",
    values: ["point", "comma"],
    brief: "How 1.250 is meant: with a decimal point, or a decimal comma",
    optional: true,
  },
  timeZone: {
    kind: "parsed",
    parse: parseTimeZone,
    brief: "The zone of times that name none, such as Europe/Vienna",
    placeholder: "ZONE",
    default: "UTC",
  },
  currency: text("The currency of amounts that name none, such as EUR", "CODE", parseCurrency),
  encoding: {
    kind: "enum",
    values: encodings,
    brief: "The encoding, where the file does not show it",
    optional: true,
  },
  otherStages: {
    kind: "enum",
    values: ["open"],
    brief: "What every stage means that neither a column nor the map tells of",
    optional: true,
  },
  exportedAt: text(
    "When the files were exported (default: when each was last written)",
    "INSTANT",
    parseInstant,
  ),
  asOf: text("Assess as of this day or instant (default: now)", "INSTANT", parseInstant),
  dryRun: switchFlag("Show what would be read, line by line, and store nothing"),
  store: storeFlag,
  policy: policyFlag,
  config: configFlag,
  json: jsonFlag,
} as const;

/** `headway import FILE...`: a review from exported files alone. */
export function importCommand() {
  return buildCommand<ImportFlags, string[], CliContext>({
    docs: {
      brief: "Read exported CSV files of deals, people and activities, so that a review needs no API access",
      fullDescription:
        "Takes the exports of HubSpot and Salesforce; what is in each file is told by its headers, or by a map. Every row that cannot be read is named with its line and the reason, and every header that nothing is read from. Nothing is written to any CRM. Exit code 1 says that some rows were refused.",
    },
    parameters: {
      flags,
      positional: {
        kind: "array",
        parameter: { brief: "Files as exported", placeholder: "FILE", parse: String },
        minimum: 1,
      },
    },
    func(given, ...files) {
      return finish(this, given, () => importFiles(this, given, files));
    },
  });
}

async function importFiles(
  context: CliContext,
  given: ImportFlags,
  paths: readonly string[],
): Promise<CommandResult> {
  const settings = readSettings(context, given);
  const map = readMap(context, given.map);
  const files: SourceFile[] = [];
  for (const path of paths)
    files.push(await openSource(resolve(context.directory, path), map, given.encoding));
  const { dates, decimal, timeZone, currency, exportedAt } = given;
  const reading = { dates, decimal, timeZone, currency, exportedAt };
  const words = { stages: map.stages, othersAreOpen: given.otherStages === "open" };
  return withProgress(context, "import", async (view) => {
    const say = (file: string, lines: number): void => {
      context.signal.throwIfAborted();
      view.say(`${file}: ${lines.toLocaleString("en")} lines`);
    };
    const scan = await scanFiles(files, reading, words, say);
    if (given.dryRun) return resultOf(context, scan, null);
    refuseOpenQuestions(scan);
    const run = await withChosenStore(
      context,
      settings,
      (store) => {
        const { policy } = settings;
        const notebook = readNotebook(settings.notebookPath);
        const crm = filesCrm({ files, scan, reading });
        const sync = createSync({ crm, store, policy, notebook, clock: context.clock, worker: thisWorker() });
        const asOf = given.asOf === undefined ? {} : { asOf: given.asOf };
        return sync.run({ signal: context.signal, onProgress: view.onProgress, ...asOf });
      },
      { mayMake: true },
    );
    return resultOf(context, scan, run);
  });
}

function readMap({ directory }: CliContext, named: string | undefined): ColumnMap {
  if (named === undefined) return {};
  const path = resolve(directory, named);
  try {
    return parseColumnMap(path, readFileSync(path, "utf8"));
  } catch (error) {
    if (ConfigError.is(error)) throw error;
    throw new ConfigError({ path, expected: "expected a file that can be read" });
  }
}

/** What one flag would settle is asked before anything is stored, not answered row by row. */
function refuseOpenQuestions(scan: Scan): void {
  for (const [flag, { count, first }] of scan.questions) {
    throw new ConfigError({
      path: flag,
      expected: `${count} rows may be read in two ways; the first: ${first}`,
    });
  }
  const { unknown } = scan.stages.decide();
  if (unknown.length > 0) {
    throw new ConfigError({ path: "--other-stages", expected: unknownStagesText(unknown) });
  }
}

function resultOf(
  { process: { stdout, env } }: CliContext,
  scan: Scan,
  run: RunReport | null,
): CommandResult {
  const terminal = terminalOf(stdout, env);
  const { pipelines, unknown } = scan.stages.decide();
  const questions = [...scan.questions].map(([flag, { count, first }]) => ({ flag, count, first }));
  const isRefused = scan.reports.some(({ refused }) => refused > 0);
  const isOpen = unknown.length > 0 || questions.length > 0;
  const ending =
    run === null
      ? `${openQuestionsText(scan)}Nothing was stored.\n`
      : `\n${renderRunReport(run, terminal)}\nNothing was written to any CRM. \`headway review\` shows the week.\n`;
  return {
    document: { files: scan.reports, notes: scan.notes, pipelines, unknownStages: unknown, questions, run },
    text: `${scanText(scan, terminal.columns)}${ending}`,
    exitCode:
      isRefused || isOpen || (run !== null && run.state !== "complete")
        ? exitCodes.incomplete
        : exitCodes.done,
  };
}

function openQuestionsText(scan: Scan): string {
  const { unknown } = scan.stages.decide();
  const asked = [...scan.questions].map(
    ([flag, { count, first }]) =>
      `${flag} is needed: ${count} rows may be read in two ways; the first: ${first}\n`,
  );
  return [
    ...asked,
    ...(unknown.length === 0 ? [] : [`--other-stages: ${unknownStagesText(unknown)}\n`]),
  ].join("");
}

function parseTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new ConfigError({ path: "--time-zone", expected: "expected a zone such as Europe/Vienna" });
  }
}

function parseCurrency(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text;
  throw new ConfigError({ path: "--currency", expected: "expected three capital letters such as EUR" });
}
