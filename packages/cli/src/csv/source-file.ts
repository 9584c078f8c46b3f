import { statSync } from "node:fs";
import { basename } from "node:path";
import type { ObjectName } from "@headway/crm";
import { ConfigError } from "../config-error.ts";
import { type ColumnMap, type Columns, findColumns } from "./column-map.ts";
import { csvRows } from "./csv-rows.ts";
import { type Encoding, encodingOf, fileText } from "./file-text.ts";
import { type ColumnName, headerKey, objectOfHeaders } from "./known-columns.ts";
import { separatorOf } from "./separator.ts";

/** What the rows of a file are; `stage-history` is a list of the stages that deals entered. */
export type FileKind = ObjectName | "stage-history";

/** One export file, looked at but not read. */
export interface SourceFile {
  readonly path: string;
  /** The name without folders: what messages and maps call it. */
  readonly name: string;
  readonly kind: FileKind;
  readonly encoding: Encoding;
  readonly separator: string;
  readonly headers: readonly string[];
  /** The line of the headers, from 1. */
  readonly headerLine: number;
  readonly columns: Columns;
  /** Headers that date a deal's entry into a stage, with that stage. */
  readonly stageDates: readonly { readonly place: number; readonly stage: string }[];
  /** When the file was written, ISO 8601: what its rows say is as of then, where they do not say it themselves. */
  readonly writtenAt: string;
}

/** Columns without which nothing can be made of a file. */
const needed: Readonly<Record<FileKind, readonly ColumnName[]>> = {
  deal: ["id", "stage", "createdAt"],
  account: ["id", "createdAt"],
  contact: ["id"],
  user: ["id"],
  task: ["id"],
  call: ["id", "occurredAt"],
  meeting: ["id", "occurredAt"],
  email: ["id", "occurredAt"],
  note: ["id", "occurredAt"],
  "stage-history": [],
};

/** Looks at the first lines of a file. Throws `ConfigError` where they do not say what it holds or lack what is needed. */
export async function openSource(
  path: string,
  map: ColumnMap,
  encoding: Encoding | undefined,
): Promise<SourceFile> {
  const name = basename(path);
  const own = map.files?.[name] ?? {};
  const chosen = encoding ?? (await encodingOf(path));
  const { separator, headers, headerLine } = await readHeaders(path, chosen);
  const kind: FileKind | undefined =
    own.object ?? (isStageHistory(headers) ? "stage-history" : objectOfHeaders(headers));
  if (kind === undefined) {
    throw new ConfigError({
      path,
      expected: `expected headers that say what is in the file, found ${headers.slice(0, 8).join(", ") || "none"}`,
      remedy: `Say it in a map: { "files": { "${name}": { "object": "deal", "columns": { "id": "…" } } } }, with --map`,
    });
  }
  const file: SourceFile = {
    ...{ path, name, kind, encoding: chosen, separator, headers, headerLine },
    columns: findColumns(name, kind === "stage-history" ? "deal" : kind, headers, own.columns),
    stageDates: kind === "deal" ? stageDates(headers) : [],
    writtenAt: statSync(path).mtime.toISOString(),
  };
  checkNeeded(file);
  return file;
}

function checkNeeded({ path, name, kind, columns }: SourceFile): void {
  const missing = needed[kind].filter((column) => !columns.places.has(column));
  if (missing.length === 0) return;
  const named = missing.map((column) => `\`${column}\``).join(" and ");
  throw new ConfigError({
    path,
    expected: `expected columns of a ${kind} for ${named}; there is no header that is known for it`,
    remedy: `Export it with that column, or name the header in a map: { "files": { "${name}": { "columns": { "${missing[0]}": "…" } } } }`,
  });
}

async function readHeaders(path: string, encoding: Encoding) {
  const [first = ""] = await firstLine(path, encoding);
  const separator = separatorOf(first);
  for await (const row of csvRows(fileText(path, encoding), separator)) {
    const isHint = row.line === 1 && /^sep=/i.test(first);
    if (isHint || row.cells.every((cell) => cell.trim() === "")) continue;
    return { separator, headers: row.cells.map((cell) => cell.trim()), headerLine: row.line };
  }
  throw new ConfigError({ path, expected: "expected a file with headers, found none" });
}

/** The first line that holds anything. */
async function firstLine(path: string, encoding: Encoding): Promise<string[]> {
  for await (const piece of fileText(path, encoding)) {
    return piece.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  }
  return [];
}

/** Salesforce's OpportunityHistory: one row per state that an opportunity was in. */
function isStageHistory(headers: readonly string[]): boolean {
  const keys = new Set(headers.map(headerKey));
  return ["opportunityid", "stagename", "createddate"].every((key) => keys.has(key)) && !keys.has("name");
}

/** HubSpot's `Date entered "Closed Won (Sales Pipeline)"`. */
function stageDates(headers: readonly string[]): SourceFile["stageDates"] {
  return headers.flatMap((header, place) => {
    const [, name = "", rest = ""] = /^date entered "?([^"(]+)(.*)$/i.exec(header) ?? [];
    const stage = name.trim();
    const isStage = /^(?:\([^)]*\))?"?(?:\s*\([^)]*\))?$/.test(rest) && !/current stage/i.test(stage);
    return stage !== "" && isStage ? [{ place, stage }] : [];
  });
}
