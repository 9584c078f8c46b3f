import { type WeeklyPlan, weeklyPlan } from "@headway/core";
import { assessedStore } from "../assessed-store.ts";
import { chosenPerson } from "../chosen-person.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import type { CommandResult } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";
import { subjectNames } from "../subject-names.ts";
import { planText } from "./plan-text.ts";

/** Whose plan, and from which store. */
export interface PlanFlags extends StoreFlags {
  readonly crm: string;
  readonly as?: string | undefined;
  readonly json: boolean;
}

/** What `headway plan` prints as data. */
export interface PlanDocument {
  readonly crm: string;
  readonly plan: WeeklyPlan;
}

/** The plan of the coming week for one person, from now on. */
export async function showWeek(context: CliContext, flags: PlanFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const { crm, subject } = await withChosenStore(context, settings, async (store) =>
    chosenPerson(store, await chosenCrms(store, flags.crm), settings, flags.as),
  );
  const asOf = new Date(context.clock()).toISOString();
  const [assessed] = await assessedStore(context, settings, { title: "plan", crm, asOf });
  if (assessed === undefined) return { text: "" };
  const plan = weeklyPlan({ ...assessed, personId: subject.id });
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  const document: PlanDocument = { crm, plan };
  return { document, text: planText(plan, { names: subjectNames(assessed.portfolio), columns }) };
}
