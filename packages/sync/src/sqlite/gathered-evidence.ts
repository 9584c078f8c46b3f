import type { Evidence } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { EvidencePart } from "../batch-reads.ts";
import type { Database } from "./database.ts";
import { homesIn, homesQuery, pointingHomesQuery } from "./elsewhere-rows.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { endsWaits } from "./relation-rows.ts";

/** Evidence that lies with several subjects, that of each read once. */
export interface GatheredEvidence {
  /** Reads what lies with one subject, and with all others with whom evidence about it lies. */
  about(subject: RecordRef): void;
  /**
   * Reads what lies with the records of an object that point at a subject; their ids in order. `withAll` also with all
   * others with whom evidence about those records lies; a deal has its evidence with itself.
   */
  pointing(subject: RecordRef, object: ObjectName, withAll: boolean): string[];
  /** Everything that was read. */
  pieces(): Evidence[];
}

const whole = "e.evidence IS NOT NULL";
const endingOnly = `e.what & ${endsWaits} <> 0`;

function lying(test: string): string {
  return `SELECT group_concat(e.evidence) FROM relation e
  WHERE e.crm = ?1 AND e.to_object = ?2 AND e.to_id = ?3 AND ${test}`;
}

function pointing(test: string): string {
  return `SELECT group_concat(e.evidence) FROM relation x
  CROSS JOIN relation e ON e.crm = x.crm AND e.to_object = x.object AND e.to_id = x.id AND ${test}
  WHERE x.crm = ?1 AND x.to_object = ?2 AND x.to_id = ?3 AND x.object = ?4 AND x.what & 1 <> 0 GROUP BY x.id`;
}

/** What lies with a subject, as one text. */
export const lyingQuery = lying(whole);

/** What lies with the records of an object that point at a subject, as one text for each of them. */
export const pointingEvidenceQuery = pointing(whole);

/** The same of what may end waits. */
export const endingQueries = { lying: lying(endingOnly), pointing: pointing(endingOnly) } as const;

/** Who points at a subject. */
export const pointingQuery =
  "SELECT id FROM relation WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3 AND object = ?4 AND what & 1 <> 0";

/** Nothing read yet. */
export function gatheredEvidence(database: Database, crm: string, part: EvidencePart): GatheredEvidence {
  const queries = part === "all" ? { lying: lyingQuery, pointing: pointingEvidenceQuery } : endingQueries;
  const texts: string[] = [];
  const read = new Set<string>();
  const homes: RecordRef[] = [];
  const takeTexts = (rows: readonly unknown[][]): void => {
    for (const [text] of rows) if (typeof text === "string") texts.push(text);
  };
  const take = ({ object, id }: RecordRef): void => {
    const name = `${object}/${id}`;
    if (read.has(name)) return;
    read.add(name);
    takeTexts(database.lists(queries.lying, crm, object, id));
  };
  return {
    about(subject) {
      take(subject);
      homes.push(...homesIn(database.lists(homesQuery, crm, subject.object, subject.id)));
    },
    pointing(subject, object, withAll) {
      const values = [crm, subject.object, subject.id, object] as const;
      const ids = database.lists(pointingQuery, ...values).map(([id]) => String(id));
      if (ids.length === 0) return ids;
      if (ids.some((id) => read.has(`${object}/${id}`))) for (const id of ids) take({ object, id });
      else takeTexts(database.lists(queries.pointing, ...values));
      for (const id of ids) read.add(`${object}/${id}`);
      if (withAll) homes.push(...homesIn(database.lists(pointingHomesQuery, ...values)));
      return ids;
    },
    pieces() {
      for (const home of homes) take(home);
      return evidenceInTexts(texts);
    },
  };
}

/** A text longer than about this is parsed by itself: half a megabyte of a seller's deals in one outlives its use. */
const longestText = 32_768;

function evidenceInTexts(texts: readonly string[]): Evidence[] {
  const found: Evidence[] = [];
  let joined = "";
  for (const [index, text] of texts.entries()) {
    joined = joined === "" ? text : `${joined},${text}`;
    if (index < texts.length - 1 && joined.length < longestText) continue;
    for (const piece of evidenceIn(joined)) found.push(piece);
    joined = "";
  }
  return found;
}
