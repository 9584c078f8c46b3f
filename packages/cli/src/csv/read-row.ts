import {
  type Change,
  type CrmRecord,
  type DealRecord,
  type FieldNames,
  type FieldValue,
  known,
  type Links,
  type ObjectName,
  type StageEntry,
  unknown,
} from "@headway/crm";
import { type ActivityName, readActivityRow } from "./read-activity-row.ts";
import { readAmount, readFlag, readId, readIds } from "./read-cell.ts";
import { readDay, readInstant } from "./read-date.ts";
import { instantOf, type RowBase, type RowReading } from "./row-reading.ts";
import type { SourceFile } from "./source-file.ts";
import { type Cells, requireText } from "./source-rows.ts";

/** The pipeline of deals in files that name none. */
export const onlyPipeline = "files";

/** What a row says happened to its record. Throws `RowFault` for a row that cannot be read. */
export function readRow(file: SourceFile, row: Cells, reading: RowReading): Change {
  const object = objectOf(file, row);
  const id = readId(requireText(row, "id"));
  const deleted = row.text("deleted");
  if (deleted !== null && readFlag(row.header("deleted"), deleted)) {
    return { type: "deleted", ref: { object, id }, at: instantOf(row, "modifiedAt", reading) };
  }
  return { type: "upserted", record: readRecord(object, id, file, row, reading) };
}

/** Salesforce keeps calls and mails that were logged among its tasks. */
function objectOf({ kind }: SourceFile, row: Cells): ObjectName {
  if (kind === "stage-history") throw new RangeError("a stage history holds no records");
  if (kind !== "task") return kind;
  const subtype = row.text("subtype")?.toLowerCase();
  if (subtype === "call") return "call";
  return subtype === "email" || subtype === "listemail" ? "email" : "task";
}

function readRecord(
  object: ObjectName,
  id: string,
  file: SourceFile,
  row: Cells,
  reading: RowReading,
): CrmRecord {
  const base = readBase(object, id, file, row, reading);
  switch (object) {
    case "deal":
      return readDeal(base, file, row, reading);
    case "account":
      return { ...base, object, name: row.text("name"), domain: row.text("domain") };
    case "contact": {
      const names = { firstName: row.text("firstName"), lastName: row.text("lastName") };
      return { ...base, object, ...names, email: row.text("email"), title: row.text("title") };
    }
    case "user": {
      const { ownerId: _, ...rest } = base;
      const active = row.text("active");
      const isActive = active === null || readFlag(row.header("active"), active);
      return { ...rest, object, name: row.text("name"), email: row.text("email"), active: isActive };
    }
    default:
      return readActivityRow(object satisfies ActivityName, base, row, reading);
  }
}

function readBase(
  object: ObjectName,
  id: string,
  file: SourceFile,
  row: Cells,
  reading: RowReading,
): RowBase {
  const exportedAt = reading.exportedAt ?? file.writtenAt;
  const createdAt = instantOf(row, "createdAt", reading);
  if (createdAt === null && (object === "deal" || object === "account")) requireText(row, "createdAt");
  const owner = row.text("owner");
  return {
    id,
    createdAt: createdAt ?? instantOf(row, "occurredAt", reading) ?? exportedAt,
    modifiedAt: instantOf(row, "modifiedAt", reading) ?? exportedAt,
    ownerId: owner === null ? null : readId(owner),
    links: linksOf(object, row),
    fields: fieldsOf(row, reading.fields ?? []),
  };
}

const linkedObjects = ["deal", "account", "contact"] as const;

function linksOf(own: ObjectName, row: Cells): Links {
  if (own === "user") return {};
  const others = linkedObjects.filter((object) => object !== own);
  return Object.fromEntries(others.map((object) => [object, linkOf(object, row)]));
}

/** First letters of Salesforce's ids, by what a lookup of several objects may point at. */
const prefixes = { deal: "006", account: "001", contact: "003" } as const;

function linkOf(object: (typeof linkedObjects)[number], row: Cells): NonNullable<Links[ObjectName]> {
  const listed = row.text(object);
  if (listed !== null) return readIds(listed);
  const pointer = row.text(object === "contact" ? "who" : "what");
  if (pointer !== null) return known(pointer.startsWith(prefixes[object]) ? [readId(pointer)] : []);
  if (row.has(object)) return readIds("");
  return unknown(`the file has no column of the ids of ${object === "deal" ? "deals" : `${object}s`}`);
}

function fieldsOf(row: Cells, asked: FieldNames): Record<string, FieldValue> {
  const entries = asked.flatMap((name): [string, FieldValue][] => {
    const value = row.named(name);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function readDeal(base: RowBase, file: SourceFile, row: Cells, reading: RowReading): DealRecord {
  const amount = row.text("amount");
  const closeDate = row.text("closeDate");
  return {
    ...base,
    object: "deal",
    name: row.text("name"),
    pipelineId: row.text("pipeline") ?? onlyPipeline,
    stageId: requireText(row, "stage"),
    amount:
      amount === null
        ? null
        : {
            amount: readAmount(row.header("amount"), amount, reading.decimal),
            currency: row.text("currency") ?? reading.currency ?? null,
          },
    closeDate: closeDate === null ? null : readDay(row.header("closeDate"), closeDate, reading),
    nextStep: row.text("nextStep"),
    stageHistory: stageHistory(base.id, file, row, reading),
  };
}

function stageHistory(
  id: string,
  file: SourceFile,
  row: Cells,
  reading: RowReading,
): DealRecord["stageHistory"] {
  const told = reading.stageHistory.get(id);
  if (told !== undefined) return known(told);
  if (file.stageDates.length === 0) return unknown("the files hold no history of stages for this deal");
  const entries = file.stageDates.flatMap(({ place, stage }): StageEntry[] => {
    const text = row.at(place);
    const header = file.headers[place] ?? stage;
    return text === "" ? [] : [{ stageId: stage, at: readInstant(header, text, reading), byId: null }];
  });
  return known(entries.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at))));
}
