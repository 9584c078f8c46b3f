import type { RecordRef } from "@headway/crm";
import { type Ports, type RunOne, type RunResult, runInTime, systemPorts, tallyOf } from "@headway/crm/http";
import { repeatedRequests } from "../repeated-requests.ts";
import { type FunctionEnvironment, ownEnvironment, secretOf, withoutSecrets } from "./environment.ts";
import { failureOf } from "./failure.ts";
import { type HubspotRecordsOptions, hubspotRecords } from "./record-crm.ts";

/** What HubSpot hands to an app function, as far as it is read: the card passes the record in `parameters`. */
export interface AppFunctionContext {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly propertiesToSend?: Readonly<Record<string, unknown>>;
  readonly accountId?: number | string;
}

/** What an app function answers the card. */
export type AppFunctionAnswer<Body> =
  | { readonly status: "done"; readonly body: Body }
  | {
      readonly status: "failed";
      readonly code: string;
      readonly message: string;
      readonly tryAgain: boolean;
    };

/** How an app function is made. */
export interface AppFunctionOptions<Result extends RunResult, Body = Result> {
  /** Handed the context too, since a card says in it what was logged. */
  readonly run: (...given: [...Parameters<RunOne<Result>>, context: AppFunctionContext]) => Promise<Result>;
  /** What the card gets. Default: the result. */
  readonly answer?: (result: Result) => Body;
  /** Default `PRIVATE_APP_ACCESS_TOKEN`, which HubSpot sets for functions of an app with static auth. */
  readonly secretName?: string;
  readonly environment?: FunctionEnvironment;
  /** How long a run may take of the 15 seconds. Default 13,000 ms. */
  readonly budgetMs?: number;
  readonly ports?: Ports;
  readonly crm?: Omit<HubspotRecordsOptions, "accessToken" | "accountId" | "ports">;
}

/**
 * The `main` of an app function of platform 2026.03 or 2026.09. The record is named by `parameters.object`
 * (`deal` or `account`) and `parameters.id`. Never throws: what went wrong is an answer that the card can show, with
 * whether trying again may help. Safe to run any number of times.
 */
export function appFunction<Result extends RunResult, Body = Result>(
  options: AppFunctionOptions<Result, Body>,
): (context: AppFunctionContext) => Promise<AppFunctionAnswer<Body>> {
  const { environment = ownEnvironment(), secretName = "PRIVATE_APP_ACCESS_TOKEN" } = options;
  return async (context) => {
    const secrets: string[] = [];
    try {
      secrets.push(secretOf(environment, secretName));
      return without(await runFunction(options, context, secrets), secrets);
    } catch (error) {
      const failure = failureOf(error, secrets);
      const code = failure.type === "lasting" ? failure.code : String(failure.status);
      return { status: "failed", code, message: failure.message, tryAgain: failure.type === "passing" };
    }
  };
}

async function runFunction<Result extends RunResult, Body>(
  { run, answer, budgetMs = 13_000, ports = systemPorts, crm: reach = {} }: AppFunctionOptions<Result, Body>,
  context: AppFunctionContext,
  secrets: readonly string[],
): Promise<AppFunctionAnswer<Body>> {
  const ref = refOf(context);
  if (ref === undefined) {
    const message = "`parameters` must name a record: `object` (`deal` or `account`) and `id` (digits)";
    return { status: "failed", code: "invalid", message, tryAgain: false };
  }
  const { accountId } = context;
  const crm = hubspotRecords({
    // A card waits for its answer, and HubSpot does not run a card's function again.
    ...{ caller: repeatedRequests, ...reach, accessToken: secrets[0] ?? "", ports },
    ...(accountId === undefined ? {} : { accountId: String(accountId) }),
  });
  const result = await runInTime((...given) => run(...given, context), crm, ref, { budgetMs, ports });
  const { open } = tallyOf(result);
  if (open > 0) {
    const message = `${open} writes have no answer; trying again settles them`;
    return { status: "failed", code: "503", message, tryAgain: true };
  }
  return { status: "done", body: answer === undefined ? (result as unknown as Body) : answer(result) };
}

function refOf({ parameters = {} }: AppFunctionContext): RecordRef | undefined {
  const { object, id } = parameters;
  if (object !== "deal" && object !== "account") return undefined;
  return /^\d{1,30}$/.test(String(id)) ? { object, id: String(id) } : undefined;
}

/** Whatever the answer holds, it does not hold a secret. */
function without<Answer>(answer: Answer, secrets: readonly string[]): Answer {
  const text = JSON.stringify(answer);
  return secrets.some((secret) => text.includes(secret))
    ? (JSON.parse(withoutSecrets(text, secrets)) as Answer)
    : answer;
}
