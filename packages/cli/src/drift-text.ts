import { plainText, wrap } from "@headway/report";
import type { DriftReport, ObjectDrift } from "@headway/sync";

const listed = 20;
const indent = " ".repeat(11);

/** What `headway drift` found in one CRM, for people. */
export function driftText({ crm, objects, isEqual }: DriftReport, columns: number): string {
  const lines = [
    ...wrap(
      `${plainText(crm)} · ${isEqual ? "the CRM holds what was written" : "the CRM holds something else than was written"}`,
      columns,
    ),
    ...objects.flatMap((one) => objectLines(one, columns)),
  ];
  return `${lines.join("\n")}\n`;
}

function objectLines(one: ObjectDrift, columns: number): string[] {
  const { object, records, fields, storeHash, crmHash, differing, gone, unanswered } = one;
  const said = (text: string): string[] =>
    wrap(plainText(text), Math.max(20, columns - 4)).map((line) => `    ${line}`);
  const counted = `${records} records, ${fields} fields: ${differing.length} differ, ${gone.length} records gone, ${unanswered.length} without an answer`;
  return [
    ...wrap(counted, Math.max(20, columns - indent.length)).map(
      (line, index) => `${index === 0 ? `  ${object.padEnd(9)}` : indent}${line}`,
    ),
    `           written ${storeHash.slice(0, 16) || "nothing"}`,
    `           held    ${crmHash.slice(0, 16) || "nothing"}`,
    ...differing
      .slice(0, listed)
      .flatMap(({ ref, field, written, held }) =>
        said(
          `${ref.object}/${ref.id} ${field}: written ${JSON.stringify(written)}, held ${JSON.stringify(held)}`,
        ),
      ),
    ...(differing.length > listed ? [`    … and ${differing.length - listed} more; --json has all`] : []),
    ...(gone.length === 0 ? [] : said(`gone: ${gone.slice(0, listed).join(", ")}`)),
    ...(unanswered.length === 0 ? [] : said(`without an answer: ${unanswered.slice(0, listed).join(", ")}`)),
  ];
}
