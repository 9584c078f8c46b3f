import type { PlannedStep } from "@headway/crm";
import { cell, plainText, wrap } from "@headway/report";
import type { ProvisionResult } from "./commands/provision-command.ts";

interface Row {
  readonly field: string;
  readonly kind: string;
  readonly state: string;
  readonly reason: string;
}

const endings: Readonly<Record<ProvisionResult["deed"], Readonly<Record<ProvisionResult["state"], string>>>> =
  {
    create: {
      done: "Done; a second run finds everything there.",
      "nothing-to-do": "Nothing to do.",
      planned: "This is the plan; nothing was changed.",
      declined: "Not agreed; nothing was changed.",
    },
    remove: {
      done: "Done; a second run finds nothing to remove.",
      "nothing-to-do": "Nothing to remove.",
      planned: "This is the plan; nothing was changed.",
      declined: "Not agreed; nothing was changed.",
    },
  };

/** How a field stands, seen by who wants it gone; what could not be looked at is tried as well. */
const removalStates: Readonly<Record<PlannedStep["status"], string>> = {
  needed: "already gone",
  "already-there": "would be removed",
  conflict: "would be removed, if it is Headway's own",
  unknown: "would be tried; not known whether it is there",
};

/** The plan, or what became of it, as a table; what was refused is followed by the reason. */
export function provisionTable(result: ProvisionResult, columns: number): string {
  const rows = result.outcomes === null ? plannedRows(result) : outcomeRows(result.outcomes);
  const fieldWidth = Math.max(...rows.map(({ field }) => field.length));
  const lines = rows.flatMap(({ field, kind, state, reason }) => [
    `  ${cell(field, fieldWidth)}  ${cell(kind, 9)}  ${state}`,
    ...(reason === "" ? [] : wrap(reason, columns - 6).map((line) => `      ${line}`)),
  ]);
  const title = `Headway's fields in ${plainText(result.crm)}, ${plainText(result.account)}`;
  return `${[title, ...lines, ending(result)].join("\n")}\n`;
}

function ending({ deed, state, outcomes }: ProvisionResult): string {
  const refused = (outcomes ?? []).filter(({ status }) => status === "refused").length;
  return refused === 0 ? endings[deed][state] : `${refused} refused, each with its reason; the rest is done.`;
}

function plannedRows({ deed, plan }: ProvisionResult): Row[] {
  return plan.map(({ step: { field }, status, reason }) => ({
    field: `${field.object}.${field.name}`,
    kind: field.kind,
    state: deed === "remove" ? removalStates[status] : status,
    reason: plainText(reason ?? ""),
  }));
}

function outcomeRows(outcomes: NonNullable<ProvisionResult["outcomes"]>): Row[] {
  return outcomes.map((outcome) => {
    const { field } = outcome.step;
    const reason =
      outcome.status === "refused" ? outcome.reason : "note" in outcome ? (outcome.note ?? "") : "";
    return {
      field: `${field.object}.${field.name}`,
      kind: field.kind,
      state: outcome.status,
      reason: plainText(reason),
    };
  });
}
