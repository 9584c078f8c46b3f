import {
  type CrmAdapter,
  type PlannedStep,
  type ProvisionOutcome,
  type ProvisionStep,
  planProvision,
} from "@headway/crm";
import { ownFields } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { requireCredentials } from "../credentials.ts";
import { eachCrm, worstExitCode } from "../each-crm.ts";
import { exitCodes } from "../failure.ts";
import { configFlag, crmFlag, jsonFlag, switchFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { provisionTable } from "../provision-table.ts";
import { readSettings } from "../settings.ts";

interface ProvisionFlags {
  readonly config?: string | undefined;
  readonly crm: string;
  readonly dryRun: boolean;
  readonly remove: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** What was planned and done in one CRM. */
export interface ProvisionResult {
  readonly crm: string;
  readonly account: string;
  readonly deed: "create" | "remove";
  readonly plan: readonly PlannedStep[];
  /** `null` when nothing was to be done, or only the plan was asked for. */
  readonly outcomes: readonly ProvisionOutcome[] | null;
  readonly state: "done" | "nothing-to-do" | "planned" | "declined";
}

/** `headway provision`: makes or removes Headway's own fields, after showing the plan. */
export function provisionCommand(vendors: readonly Vendor[]) {
  return buildCommand<ProvisionFlags, [], CliContext>({
    docs: {
      brief: "Make Headway's own fields in the CRM, after showing the plan",
      fullDescription:
        "Running it twice changes nothing more. It never retypes a field and never touches one that is not Headway's.",
    },
    parameters: {
      flags: {
        crm: crmFlag(vendors),
        dryRun: switchFlag("Show the plan and change nothing"),
        remove: switchFlag("Remove Headway's own fields, with everything in them"),
        yes: switchFlag("Do not ask on a terminal"),
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => provisionAll(this, flags));
    },
  });
}

async function provisionAll(context: CliContext, flags: ProvisionFlags): Promise<CommandResult> {
  const { config } = readSettings(context, flags);
  const found = requireCredentials(context, config, flags.crm);
  const { done, errors } = await eachCrm(found, ({ vendor, credentials }) =>
    provisionOne(context, flags, vendor.open(credentials)),
  );
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  return {
    document: { crms: done, errors },
    text: done.map((result) => provisionTable(result, columns)).join("\n"),
    errors,
    exitCode: worstExitCode(errors, done.some(fellShort) ? [exitCodes.incomplete] : []),
  };
}

async function provisionOne(
  context: CliContext,
  flags: ProvisionFlags,
  crm: CrmAdapter,
): Promise<ProvisionResult> {
  const call = { signal: context.signal };
  const schema = await crm.describe(call);
  const { name, id } = schema.account;
  const found = planProvision(schema, ownFields);
  const plan = flags.remove ? found.map(asRemoval) : found;
  const deed = flags.remove ? "remove" : "create";
  const shared = { crm: crm.crm, account: name ?? id, deed, plan } as const;
  const steps = flags.remove ? removals(plan) : creations(plan);
  if (steps.length === 0) return { ...shared, outcomes: null, state: "nothing-to-do" };
  if (flags.dryRun) return { ...shared, outcomes: null, state: "planned" };
  if (!(await isAgreed(context, flags, { ...shared, outcomes: null, state: "planned" }, steps.length))) {
    return { ...shared, outcomes: null, state: "declined" };
  }
  return { ...shared, outcomes: await crm.provision(steps, call), state: "done" };
}

/** A field that is there already may still lack a permission that the adapter looks after, so it is sent too. */
function creations(plan: readonly PlannedStep[]): ProvisionStep[] {
  const isNeeded = plan.some(({ status }) => status === "needed");
  if (!isNeeded) return [];
  return plan
    .filter(({ status }) => status === "needed" || status === "already-there")
    .map(({ step }) => step);
}

function removals(plan: readonly PlannedStep[]): ProvisionStep[] {
  return plan.filter(({ status }) => status !== "needed").map(({ step }) => step);
}

function asRemoval({ step, ...planned }: PlannedStep): PlannedStep {
  return { ...planned, step: { type: "remove-field", field: step.field } };
}

async function isAgreed(
  context: CliContext,
  flags: ProvisionFlags,
  plan: ProvisionResult,
  steps: number,
): Promise<boolean> {
  const { stdout, stderr, env } = context.process;
  const { isInteractive, columns } = terminalOf(stdout, env);
  if (flags.yes || flags.json || !isInteractive) return true;
  stderr.write(provisionTable(plan, columns));
  const deed = flags.remove
    ? `Remove ${steps} fields with everything in them`
    : "Make the fields that are needed";
  return context.confirm(`${deed} in ${plan.crm}, ${plan.account}?`);
}

function fellShort({ plan, outcomes, state }: ProvisionResult): boolean {
  if (outcomes !== null) return outcomes.some(({ status }) => status === "refused");
  return (
    state === "nothing-to-do" && plan.some(({ status }) => status === "conflict" || status === "unknown")
  );
}
