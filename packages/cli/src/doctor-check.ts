import { type CrmAdapter, type CrmSchema, planProvision } from "@headway/crm";
import { ownFields, SyncError } from "@headway/sync";
import { postgresChoice, withChosenStore } from "./chosen-store.ts";
import type { CliContext } from "./context.ts";
import type { FoundCredentials } from "./credentials.ts";
import { toCrmFailure } from "./crm-failure.ts";
import { exitCodes, toFailure } from "./failure.ts";
import { checkStoreFolder, isThere } from "./open-store.ts";

/** One thing looked at. `lacking`: it works, with something missing; `failed`: it does not work. */
export interface DoctorCheck {
  readonly name: string;
  readonly status: "good" | "lacking" | "failed";
  readonly text: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** The exit code it asks for. */
  readonly exitCode: number;
}

const oldestNode = [22, 19] as const;
/** Who reads it has just run it. */
const pointsHere = /; `headway doctor` looks at it$/;
const mostSkewMs = 300_000;

/** A check that is fine. */
export function good(name: string, text: string): DoctorCheck {
  return { name, status: "good", text, exitCode: exitCodes.done };
}

/** A check that works, with something missing. */
export function lacking(name: string, text: string, remedy: string): DoctorCheck {
  return { name, status: "lacking", text, remedy, exitCode: exitCodes.incomplete };
}

/** A check that a failure ended; one of the store says itself what to do. */
export function failed(name: string, error: unknown, failure = toFailure(error)): DoctorCheck {
  const { happened, youCan, exitCode } = failure;
  const remedy = SyncError.is(error) ? {} : { remedy: youCan.replace(pointsHere, "") };
  return { name, status: "failed", text: happened, ...remedy, exitCode };
}

/** Whether this Node is new enough. */
export function checkNode(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (isEnough) return good("node", version);
  return {
    name: "node",
    status: "failed",
    text: `${version}, expected ${oldestNode.join(".")} or newer`,
    remedy: "Install a newer Node, or run it as `pnpm headway` inside this workspace",
    exitCode: exitCodes.usage,
  };
}

/** What was found out about one CRM; without a schema where it could not be reached. */
export interface CrmLook {
  readonly checks: readonly DoctorCheck[];
  readonly schema?: CrmSchema;
}

/** Everything about one CRM: whether it answers, whose account it is, scopes, pipelines, fields and clock. */
export async function lookAtCrm(context: CliContext, found: FoundCredentials): Promise<CrmLook> {
  const { vendor, credentials, from } = found;
  const source = good(
    `${vendor.crm} credentials`,
    `found in ${from === "environment" ? "the environment" : from}`,
  );
  try {
    const crm = vendor.open(credentials);
    const schema = await crm.describe({ signal: context.signal });
    return { checks: [source, ...schemaChecks(crm, schema, context.clock())], schema };
  } catch (error) {
    return { checks: [source, failed(`${vendor.crm} connection`, error, toCrmFailure(found, error))] };
  }
}

function schemaChecks({ crm }: CrmAdapter, schema: CrmSchema, now: number): DoctorCheck[] {
  const { account } = schema;
  const name = account.name === null ? account.id : `${account.name} (${account.id})`;
  return [
    good(`${crm} connection`, `account ${name}, ${account.timeZone ?? "time zone unknown"}`),
    checkGrants(crm, schema),
    ...checkReadings(crm, schema),
    ...tellAbsent(crm, schema),
    checkFields(crm, schema),
    checkClock(crm, schema.serverAt, now),
  ];
}

function checkGrants(crm: string, { missingGrants }: CrmSchema): DoctorCheck {
  const name = `${crm} scopes`;
  if (missingGrants.status === "unknown") {
    return lacking(
      name,
      `could not be read: ${missingGrants.reason}`,
      "A sync says which record it could not read",
    );
  }
  if (missingGrants.value.length === 0) return good(name, "all that are needed");
  return lacking(name, `missing: ${missingGrants.value.join(", ")}`, "Grant them to these credentials");
}

function checkReadings(crm: string, { objects, pipelines }: CrmSchema): DoctorCheck[] {
  const unread = Object.entries(objects).flatMap(([object, reading]) =>
    reading.status === "unknown" ? [`${object} (${reading.reason})`] : [],
  );
  const all = pipelines.status === "unknown" ? [...unread, `pipelines (${pipelines.reason})`] : unread;
  if (all.length === 0) return [good(`${crm} field lists`, "all can be read")];
  return [
    lacking(`${crm} field lists`, `cannot be read: ${all.join("; ")}`, "Grant reading, or go without them"),
  ];
}

/** What this account does not have, and what goes without it; nothing is wrong with that. */
function tellAbsent(crm: string, { absentFeatures = [] }: CrmSchema): DoctorCheck[] {
  return absentFeatures.map(({ name, without }) =>
    good(`${crm} without`, `${name}, which this account does not have: ${without}`),
  );
}

function checkFields(crm: string, schema: CrmSchema): DoctorCheck {
  const plan = planProvision(schema, ownFields);
  const there = plan.filter(({ status }) => status === "already-there").length;
  const name = `${crm} fields`;
  if (there === plan.length) return good(name, `all ${there} of Headway's fields are there`);
  const conflicts = plan.flatMap(({ reason }) => reason ?? []);
  const text = `${there} of ${plan.length} of Headway's fields are there${conflicts.length === 0 ? "" : `: ${conflicts.join("; ")}`}`;
  return lacking(name, text, "Run `headway provision`");
}

/** More than five minutes apart, stamps of both sides no longer tell what came first (`invariant:D7`). */
function checkClock(crm: string, serverAt: string | null, now: number): DoctorCheck {
  const name = `${crm} clock`;
  if (serverAt === null)
    return lacking(name, "the CRM does not tell its time", "Nothing to do; its own stamps are used");
  const skewMs = Math.abs(Date.parse(serverAt) - now);
  const seconds = Math.round(skewMs / 1_000);
  if (skewMs <= mostSkewMs) return good(name, `${seconds} s apart from this machine's`);
  return lacking(name, `${seconds} s apart from this machine's`, "Set this machine's clock");
}

/** Whether the store is there and can be read, or can be made, and what is in it. */
export async function checkStore(context: CliContext, path: string): Promise<DoctorCheck> {
  try {
    if (path !== postgresChoice) {
      checkStoreFolder(path);
      if (!isThere(path)) return good("store", `none yet at ${path}; the first sync makes it`);
    }
    return await withChosenStore(context, { storePath: path }, async (store) => {
      const crms = await store.crms();
      const texts: string[] = [];
      for (const crm of crms) {
        const { assessedAt } = await store.state(crm);
        const { deal = 0 } = await store.counts(crm);
        texts.push(`${crm}: ${deal} deals, assessed as of ${assessedAt ?? "never"}`);
      }
      return good("store", `${path}: ${texts.length === 0 ? "empty" : texts.join("; ")}`);
    });
  } catch (error) {
    return failed("store", error);
  }
}
