import { known, type ObjectName, type Reading, unknown } from "@headway/crm";
import { readText } from "./read-value.ts";
import type { Row } from "./vendor-answers.ts";

/** The first three characters of an id say what it is the id of. */
const prefixes: Readonly<Record<string, ObjectName>> = {
  "001": "account",
  "003": "contact",
  "005": "user",
  "006": "deal",
};

/** What an id points at, `undefined` for objects Headway does not read (leads, cases, campaigns, …). */
export function objectOfId(id: string): ObjectName | undefined {
  return prefixes[id.slice(0, 3)];
}

/**
 * The ids that lookup fields name, by object. Where a field that could name one is not visible, the
 * link is `unknown`: there may be one.
 *
 * @param sources Per linked object, the lookup fields that may name it.
 * @param visible Names of the fields that were read.
 */
export function readLinks(
  row: Row,
  sources: { readonly [Name in ObjectName]?: readonly string[] },
  visible: ReadonlySet<string>,
): { [Name in ObjectName]?: Reading<readonly string[]> } {
  const links: { [Name in ObjectName]?: Reading<readonly string[]> } = {};
  for (const object in sources) {
    const name = object as ObjectName;
    links[name] = readLink(row, name, sources[name] ?? [], visible);
  }
  return links;
}

function readLink(
  row: Row,
  object: ObjectName,
  fields: readonly string[],
  visible: ReadonlySet<string>,
): Reading<readonly string[]> {
  const ids: string[] = [];
  for (const field of fields) {
    if (!visible.has(field)) return unknown(hiddenReason(field));
    const id = readText(row, field);
    if (id !== null && objectOfId(id) === object && !ids.includes(id)) ids.push(id);
  }
  return known(ids);
}

/** Why a reading that needs a field is `unknown`. */
export function hiddenReason(field: string): string {
  return `the field \`${field}\` is not visible to these credentials`;
}
