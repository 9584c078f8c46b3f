import { cell, fit, plainText, rightCell, wrap } from "@headway/report";
import type { RulesReport } from "@headway/sync";

/** What each rule caught, with an example, then what nothing caught and fields that no record has. */
export function rulesText(report: RulesReport, columns: number): string {
  const idWidth = Math.min(40, Math.max(4, ...report.rules.map(({ ruleId }) => ruleId.length)));
  const hits = report.rules.flatMap(({ ruleId, object, gives, hits: count, examples }) => [
    fit(`${rightCell(String(count), 7)}  ${cell(plainText(ruleId), idWidth)}  ${object}: ${gives}`, columns),
    ...examples.slice(0, 1).map((example) => fit(`         such as ${plainText(example)}`, columns)),
  ]);
  const uncaught = Object.entries(report.uncaught).flatMap(([object, { count, examples }]) => [
    `${rightCell(String(count), 7)}  ${object} without evidence`,
    ...examples.map((example) => fit(`         such as ${plainText(example)}`, columns)),
  ]);
  const unknown = report.unknownFields.flatMap(({ ruleId, object, field }) =>
    wrap(`  ${plainText(ruleId)}: no ${object} in the store has a field \`${plainText(field)}\``, columns),
  );
  return `${[
    `${plainText(report.crm)}: ${report.records} records, ${report.rules.length} rules`,
    ...hits,
    ...(uncaught.length === 0 ? [] : ["No rule caught:", ...uncaught]),
    ...(unknown.length === 0 ? [] : ["Fields that rules name and nothing has:", ...unknown]),
  ].join("\n")}\n`;
}
