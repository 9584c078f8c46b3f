import type { RecordRef } from "@headway/crm";
import { type Ports, type RunOne, type RunResult, runInTime, systemPorts, tallyOf } from "@headway/crm/http";
import { type FunctionEnvironment, ownEnvironment, secretOf, withoutSecrets } from "./environment.ts";
import { type Failure, failureOf, RepeatedByHubspot } from "./failure.ts";
import { type HubspotRecordsOptions, hubspotRecords } from "./record-crm.ts";

/** A value that fits an output field. */
export type OutputValue = string | number | boolean | null;

/** What HubSpot hands to a custom code action, as far as it is read. */
export interface WorkflowEvent {
  readonly origin?: { readonly portalId?: number | string };
  readonly object?: { readonly objectType?: string; readonly objectId?: number | string };
  readonly inputFields?: Readonly<Record<string, unknown>>;
}

/** What a custom code action gives back. */
export interface WorkflowOutputs {
  readonly outputFields: Readonly<Record<string, OutputValue>>;
}

/** How a custom code action is made. */
export interface WorkflowActionOptions<Result extends RunResult> {
  readonly run: RunOne<Result>;
  /** Output fields of your own, beside the action's; texts are cut at 65,000 characters. */
  readonly outputs?: (result: Result) => Readonly<Record<string, OutputValue>>;
  /** The name of the secret that holds the token. Default `HEADWAY_TOKEN`. */
  readonly secretName?: string;
  /** Default: the process's own. */
  readonly environment?: FunctionEnvironment;
  /** How long a run may take of HubSpot's 20 seconds. Default 17,000 ms. */
  readonly budgetMs?: number;
  readonly ports?: Ports;
  /** For tests and proxies: how HubSpot is reached. */
  readonly crm?: Omit<HubspotRecordsOptions, "accessToken" | "accountId" | "ports">;
}

/** HubSpot takes a text output of at most so many characters (hubspot facts §6). */
const longestOutput = 65_000;
const objectsByType: Readonly<Record<string, RecordRef["object"]>> = { DEAL: "deal", COMPANY: "account" };

/**
 * The `main` of a custom code action: assesses the record that the workflow enrolled and says what it did in
 * `outputFields` (`headway_status`, `headway_written`, `headway_refused`, `headway_message`). Limits, outages and
 * writes without an answer throw as HubSpot's own client would, so that HubSpot runs the action again for up to
 * three days; everything else that goes wrong is an output. Safe to run any number of times.
 */
export function workflowAction<Result extends RunResult>(
  options: WorkflowActionOptions<Result>,
): (event: WorkflowEvent) => Promise<WorkflowOutputs> {
  const { environment = ownEnvironment(), secretName = "HEADWAY_TOKEN" } = options;
  return async (event) => {
    const secrets: string[] = [];
    try {
      secrets.push(secretOf(environment, secretName));
      return await runAction(options, event, secrets);
    } catch (error) {
      if (error instanceof RepeatedByHubspot) throw error;
      return told(failureOf(error, secrets));
    }
  };
}

async function runAction<Result extends RunResult>(
  { run, outputs, budgetMs = 17_000, ports = systemPorts, crm: reach = {} }: WorkflowActionOptions<Result>,
  event: WorkflowEvent,
  secrets: readonly string[],
): Promise<WorkflowOutputs> {
  const [accessToken = ""] = secrets;
  const portalId = event.origin?.portalId;
  const ref = refOf(event);
  if (ref === undefined) return failed("unsupported", "only deals and companies can be enrolled");
  const crm = hubspotRecords({
    ...{ ...reach, accessToken, ports },
    ...(portalId === undefined ? {} : { accountId: String(portalId) }),
  });
  const result = await runInTime(run, crm, ref, { budgetMs, ports });
  const { written, open, refused } = tallyOf(result);
  if (open > 0) throw unfinished(open);
  const fields = {
    headway_status: result.status,
    headway_written: written,
    headway_refused: refused.length,
    headway_message: [...refused, ...result.unknown].join("\n"),
    ...outputs?.(result),
  };
  return { outputFields: fitting(fields, secrets) };
}

function unfinished(open: number): RepeatedByHubspot {
  return new RepeatedByHubspot(503, `${open} writes have no answer; running again settles them`);
}

function told(failure: Failure): WorkflowOutputs {
  if (failure.type === "passing") throw new RepeatedByHubspot(failure.status, failure.message);
  return failed(failure.code, failure.message);
}

function failed(code: string, message: string): WorkflowOutputs {
  const outputFields = {
    ...{ headway_status: `failed: ${code}`, headway_written: 0, headway_refused: 0 },
    headway_message: message,
  };
  return { outputFields };
}

function refOf({ object }: WorkflowEvent): RecordRef | undefined {
  const name = objectsByType[String(object?.objectType).toUpperCase()];
  const id = String(object?.objectId ?? "");
  return name === undefined || !/^\d{1,30}$/.test(id) ? undefined : { object: name, id };
}

function fitting(
  fields: Readonly<Record<string, OutputValue>>,
  secrets: readonly string[],
): Readonly<Record<string, OutputValue>> {
  const fit = (value: OutputValue): OutputValue =>
    typeof value === "string" ? withoutSecrets(value, secrets).slice(0, longestOutput) : value;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fit(value)]));
}
