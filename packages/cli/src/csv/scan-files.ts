import type { Change, ObjectName, StageEntry } from "@headway/crm";
import type { ColumnName } from "./known-columns.ts";
import { headerKey } from "./known-columns.ts";
import { readFlag } from "./read-cell.ts";
import { onlyPipeline, readRow } from "./read-row.ts";
import { RowFault } from "./row-fault.ts";
import type { RowReading } from "./row-reading.ts";
import type { SourceFile } from "./source-file.ts";
import { type Cells, type SourceRow, sourceRows } from "./source-rows.ts";
import { enteredStages, readStageHistory } from "./stage-history.ts";
import { type StageTable, type StageWords, stageTable } from "./stage-table.ts";

/** A row that is not read, and why. */
export interface Refusal {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

/** What became of the lines of a file: they add up to `lines`. */
export interface FileReport {
  readonly file: string;
  readonly kind: SourceFile["kind"];
  readonly encoding: string;
  readonly separator: string;
  readonly lines: number;
  readonly header: number;
  readonly blank: number;
  readonly footer: number;
  /** Lines whose rows are read, whose rows say that a record is deleted, and whose rows are refused. */
  readonly read: number;
  readonly deleted: number;
  readonly refused: number;
  /** Rows read, by object. */
  readonly rows: Readonly<Partial<Record<ObjectName | "stage-history", number>>>;
  readonly columns: Readonly<Partial<Record<ColumnName, string>>>;
  readonly unused: readonly string[];
  readonly refusals: readonly Refusal[];
}

/** What a first look at all rows of all files found. */
export interface Scan {
  readonly reports: readonly FileReport[];
  readonly stages: StageTable;
  readonly stageHistory: ReadonlyMap<string, readonly StageEntry[]>;
  /** Owners that the files name in words, where a CRM would give an id. */
  readonly ownerNames: readonly string[];
  /** By object and id, the place of the row that is taken for it: the first. */
  readonly places: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
  /** Rows that one flag would settle, by flag: how many, and the first. */
  readonly questions: ReadonlyMap<string, { readonly count: number; readonly first: string }>;
}

interface Scanning {
  readonly stages: StageTable;
  readonly ownerNames: Set<string>;
  readonly places: Map<string, string>;
  readonly notes: Set<string>;
  readonly questions: Map<string, { count: number; first: string }>;
}

/** Reads every row once and keeps none: what would be read, what not and why, and what later rows need of others. */
export async function scanFiles(
  files: readonly SourceFile[],
  reading: Omit<RowReading, "stageHistory">,
  words: StageWords,
  onProgress: (file: string, lines: number) => void = () => undefined,
): Promise<Scan> {
  const scanning: Scanning = {
    stages: stageTable(words),
    ownerNames: new Set(),
    places: new Map(),
    notes: new Set(),
    questions: new Map(),
  };
  const stageHistory = new Map<string, StageEntry[]>();
  const context = { ...reading, stageHistory, onNote: (note: string) => void scanning.notes.add(note) };
  const reports = new Map<SourceFile, FileReport>();
  // Histories first: rows of deals take theirs from them.
  for (const file of [...files].sort((one, other) => Number(isHistory(other)) - Number(isHistory(one)))) {
    const read = isHistory(file)
      ? (row: Cells) => readStageHistory(row, context, stageHistory)
      : (row: Cells, line: number) => scanRow(file, row, line, context, scanning);
    reports.set(file, await scanFile(file, read, scanning, (lines) => onProgress(file.name, lines)));
  }
  for (const [id, entries] of stageHistory) stageHistory.set(id, enteredStages(entries));
  return {
    ...{ stages: scanning.stages, stageHistory, places: scanning.places, questions: scanning.questions },
    ownerNames: [...scanning.ownerNames],
    notes: [...scanning.notes],
    reports: files.flatMap((file) => reports.get(file) ?? []),
  };
}

const isHistory = ({ kind }: SourceFile): boolean => kind === "stage-history";

type Outcome = { readonly object: ObjectName | "stage-history"; readonly type: "read" | "deleted" };

const progressEvery = 10_000;

async function scanFile(
  file: SourceFile,
  read: (row: Cells, line: number) => Outcome,
  { questions }: Scanning,
  onProgress: (lines: number) => void,
): Promise<FileReport> {
  const count = { lines: 0, header: 0, blank: 0, footer: 0, read: 0, deleted: 0, refused: 0 };
  const rows: Partial<Record<ObjectName | "stage-history", number>> = {};
  const refusals: Refusal[] = [];
  const take = (piece: SourceRow): keyof typeof count => {
    if (piece.type === "fault") {
      refusals.push({ line: piece.line, column: null, reason: piece.reason });
      return "refused";
    }
    if (piece.type !== "row") return piece.type;
    try {
      const { object, type } = read(piece.row, piece.line);
      if (type === "read") rows[object] = (rows[object] ?? 0) + 1;
      return type;
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      refusals.push({ line: piece.line, column: error.column, reason: error.message });
      ask(questions, error, file, piece.line);
      return "refused";
    }
  };
  for await (const piece of sourceRows(file)) {
    count[take(piece)] += piece.lines;
    const before = count.lines;
    count.lines += piece.lines;
    if (Math.floor(before / progressEvery) < Math.floor(count.lines / progressEvery)) onProgress(count.lines);
  }
  return { ...describeFile(file), ...count, rows, refusals };
}

function ask(
  questions: Scanning["questions"],
  { flag, column, message }: RowFault,
  file: SourceFile,
  line: number,
): void {
  if (flag === undefined) return;
  const known = questions.get(flag);
  if (known !== undefined) known.count += 1;
  else questions.set(flag, { count: 1, first: `${file.name} line ${line}, ${column}: ${message}` });
}

function describeFile({ name, kind, encoding, separator, columns, headers }: SourceFile) {
  const places = [...columns.places].map(([column, place]) => [column, headers[place] ?? ""]);
  return {
    file: name,
    kind,
    encoding,
    separator,
    columns: Object.fromEntries(places),
    unused: columns.unused,
  };
}

/** Columns of owners that hold an id and not a name. */
const ownerIds = ["ownerid", "hubspotownerid"];

function scanRow(
  file: SourceFile,
  row: Cells,
  line: number,
  context: RowReading,
  scanning: Scanning,
): Outcome {
  const change = readRow(file, row, context);
  const key = changeKey(change);
  const place = placeOf(file, line);
  const first = scanning.places.get(key);
  if (first !== undefined)
    throw new RowFault(row.header("id"), `its id is that of ${first} too, which is taken`);
  const [object] = key.split("/", 1) as [ObjectName];
  if (change.type !== "upserted") {
    scanning.places.set(key, place);
    return { object, type: "deleted" };
  }
  const { record } = change;
  if (record.object === "deal") seeStage(row, record.pipelineId, record.stageId, scanning.stages);
  scanning.places.set(key, place);
  const owner = "ownerId" in record ? record.ownerId : null;
  if (owner !== null && !ownerIds.includes(headerKey(row.header("owner")))) scanning.ownerNames.add(owner);
  return { object, type: "read" };
}

function seeStage(row: Cells, pipeline: string | null, stage: string | null, stages: StageTable): void {
  const flag = (column: "closed" | "won"): boolean | null => {
    const text = row.text(column);
    return text === null ? null : readFlag(row.header(column), text);
  };
  stages.see(pipeline ?? onlyPipeline, stage ?? "", flag("closed"), flag("won"));
}

/** Where a row stands, for messages. */
export function placeOf(file: SourceFile, line: number): string {
  return `${file.name} line ${line}`;
}

/** `deal/123`, of whatever happened to it. */
export function changeKey(change: Change): string {
  const { object, id } =
    change.type === "upserted" ? change.record : change.type === "unreadable" ? change : change.ref;
  return `${object}/${id ?? ""}`;
}
