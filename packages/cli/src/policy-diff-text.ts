import { fit, plainText, rightCell, wrap } from "@headway/report";
import type { PolicyComparison } from "@headway/sync";

const shownAnswers = 20;

/** Where the policies differ, how much that would change, and the first of it; `--json` has all of it. */
export function policyDiffText(comparison: PolicyComparison, columns: number): string {
  const { crm, compared, policy, answers, writes, undecided } = comparison;
  const judged = `${compared.deals} deals, ${compared.accounts} accounts, ${compared.people} people`;
  const lines = [
    ...wrap(plainText(`${crm}: ${judged}, judged by both policies as of ${comparison.asOf}`), columns),
    "",
    ...(policy.length === 0 ? ["The policies do not differ."] : ["The policies differ in"]),
    ...policy.map(({ path, before, after }) => change(path, before, after, columns)),
    "",
    ...writeLines(writes),
    ...answerLines(answers, columns),
    ...undecided.map(({ id, reason }) =>
      fit(`Not judged: deal ${plainText(id)}: ${plainText(reason)}`, columns),
    ),
    ...wrap("Nothing was written. `headway sync --policy FILE` would write it.", columns),
  ];
  return `${lines.join("\n")}\n`;
}

function change(path: string, before: unknown, after: unknown, columns: number): string {
  return fit(`  ${plainText(path)}: ${shown(before)} → ${shown(after)}`, columns);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : plainText(JSON.stringify(value));
}

/** How many records each field would change on. */
function writeLines(writes: PolicyComparison["writes"]): string[] {
  if (writes.length === 0) return ["No field in the CRM would change.", ""];
  const counts = new Map<string, number>();
  for (const { object, field } of writes) {
    const name = `${object} ${field}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const lines = [...counts].map(([name, count]) => `${rightCell(String(count), 7)}  ${name}`);
  return ["In the CRM would change", ...lines, ""];
}

function answerLines(answers: PolicyComparison["answers"], columns: number): string[] {
  if (answers.length === 0) return ["No answer would change.", ""];
  const first = answers.slice(0, shownAnswers).map(({ about, id, path, before, after }) => {
    return change(`${about} ${id} ${path}`, before, after, columns);
  });
  const rest = answers.length - first.length;
  return [
    `${answers.length} answers would change${rest === 0 ? "" : `, the first ${first.length} of them`}:`,
    ...first,
    ...(rest === 0 ? [] : [`  and ${rest} more; \`--json\` has them all`]),
    "",
  ];
}
