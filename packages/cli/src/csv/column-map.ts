import type { ObjectName } from "@headway/crm";
import { objectNames } from "@headway/crm";
import * as z from "zod";
import { ConfigError } from "../config-error.ts";
import { type ColumnName, headerKey, knownColumns } from "./known-columns.ts";

const text = z.string({ error: "expected a text" });
const FileMap = z.strictObject({
  object: z.optional(z.enum(objectNames, { error: `expected one of ${objectNames.join(", ")}` })),
  columns: z.optional(z.record(text, text, { error: "expected headers by column" })),
});
const ColumnMap = z.strictObject({
  files: z.optional(z.record(text, FileMap, { error: "expected an object by file name" })),
  stages: z.optional(
    z.record(text, z.enum(["open", "won", "lost"], { error: "expected open, won or lost" }), {
      error: "expected open, won or lost by stage",
    }),
  ),
});

/** What a person says where a file alone does not: what is in a file, which header is which column, what stages mean. */
export type ColumnMap = z.infer<typeof ColumnMap>;

/** Reads a map from the text of its file. Throws `ConfigError` with every path and what was expected there. */
export function parseColumnMap(path: string, content: string): ColumnMap {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw new ConfigError({ path, expected: "expected JSON" });
  }
  const parsed = ColumnMap.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `unknown ${issue.keys.map((key) => `\`${[...issue.path, key].join(".")}\``).join(", ")}`
      : `\`${issue.path.join(".")}\` ${issue.message}`,
  );
  throw new ConfigError({ path, expected: issues.join("; ") });
}

/** Where each column of a file stands, and which of its headers nothing is read from. */
export interface Columns {
  readonly places: ReadonlyMap<ColumnName, number>;
  readonly unused: readonly string[];
}

/**
 * Finds the columns of a file: those the map names, and for the others the most telling header that is there.
 * Throws `ConfigError` for a map that names a header or a column that is not there.
 */
export function findColumns(
  file: string,
  object: ObjectName,
  headers: readonly string[],
  mapped: Readonly<Record<string, string>> = {},
): Columns {
  const keys = headers.map(headerKey);
  const places = new Map<ColumnName, number>();
  const known = knownColumns[object];
  for (const [column, header] of Object.entries(mapped)) {
    const place = headers.indexOf(header) >= 0 ? headers.indexOf(header) : keys.indexOf(headerKey(header));
    if (!Object.hasOwn(known, column) || place < 0) {
      const expected = Object.hasOwn(known, column)
        ? `expected a header of the file, found “${header}”`
        : `expected a column of a ${object} (${Object.keys(known).join(", ")}), found “${column}”`;
      throw new ConfigError({ path: `--map ${file}`, expected });
    }
    places.set(column as ColumnName, place);
  }
  for (const [column, candidates] of Object.entries(known) as [ColumnName, readonly string[]][]) {
    const place = candidates.map((key) => keys.indexOf(key)).find((index) => index >= 0);
    if (place !== undefined && !places.has(column)) places.set(column, place);
  }
  const used = new Set(places.values());
  return { places, unused: headers.filter((_, index) => !used.has(index)) };
}
