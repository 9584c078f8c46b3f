import { CrmError, type CrmSchema, type Pipeline, type UserRecord } from "@headway/crm";
import { fingerprint } from "../fingerprint.ts";
import { SyncError } from "../sync-error.ts";
import type { MirrorConfig } from "./mirror-config.ts";
import { bothSides, type MirrorContext, type MirrorTerms } from "./mirror-context.ts";
import type { MirrorField, Side } from "./mirror-rows.ts";
import { people } from "./people.ts";
import { compareStages } from "./stage-map.ts";

/** Where what was found goes. */
interface Notes {
  readonly gaps: string[];
  readonly notes: string[];
}

/**
 * Reads what both CRMs are like and holds the options against it. What concerns some deals only becomes a
 * gap and parks those deals; a map that joins a closed stage with an open one, or another account than
 * before, throws `SyncError`.
 */
export async function readTerms(context: MirrorContext, { gaps, notes }: Notes): Promise<MirrorTerms> {
  const { config } = context;
  const schemas = {
    left: await context.sides.left.describe(context.call),
    right: await context.sides.right.describe(context.call),
  };
  for (const side of bothSides) await checkAccount(context, side, schemas[side]);
  const pipelines = {
    left: pipelinesOf(schemas.left, "left", gaps),
    right: pipelinesOf(schemas.right, "right", gaps),
  };
  const users = {
    left: await readUsers(context, "left", gaps),
    right: await readUsers(context, "right", gaps),
  };
  const notWritable = { left: readOnly(schemas.left, config), right: readOnly(schemas.right, config) };
  const terms = { config, schemas, pipelines, people: people(config.owners, users), notWritable };
  checkStages(terms, notes);
  const known = { left: users.left?.map(identity), right: users.right?.map(identity) };
  const { stages, owners, fallbackOwner, currency, policies, initial } = config;
  const options = { stages, owners, fallbackOwner, currency, policies, initial };
  const limits = bothSides.map((side) => [...notWritable[side]]);
  return { ...terms, basis: await fingerprint([options, pipelines, known, limits]) };
}

function identity({ id, email, active }: UserRecord): readonly unknown[] {
  return [id, email, active];
}

async function checkAccount({ store, config }: MirrorContext, side: Side, schema: CrmSchema): Promise<void> {
  const before = await store.row(config.name, "watermark", side);
  if (before === null || before.accountId === schema.account.id) return;
  throw new SyncError(
    "account-changed",
    `the ${side} side of mirror \`${config.name}\` is account \`${before.accountId}\`, and these credentials open \`${schema.account.id}\`. Nothing was written; use another name for another pair of accounts`,
  );
}

function pipelinesOf(schema: CrmSchema, side: Side, gaps: string[]): readonly Pipeline[] | null {
  if (schema.pipelines.status === "known") return schema.pipelines.value;
  gaps.push(
    `the pipelines of the ${side} side could not be read (${schema.pipelines.reason}), so stages were not checked against them`,
  );
  return null;
}

async function readUsers(
  { config, sides, call }: MirrorContext,
  side: Side,
  gaps: string[],
): Promise<UserRecord[] | null> {
  if (!config.fields.includes("ownerId")) return [];
  const users: UserRecord[] = [];
  try {
    for await (const page of sides[side].pull({ type: "changes", object: "user" }, call)) {
      for (const change of page.changes) {
        if (change.type === "upserted" && change.record.object === "user") users.push(change.record);
      }
    }
    return users;
  } catch (error) {
    if (!CrmError.is(error) || !["forbidden", "unsupported", "not-found"].includes(error.code)) throw error;
    gaps.push(
      `the users of the ${side} side could not be read (${error.message}), so owners were not mirrored`,
    );
    return null;
  }
}

function readOnly(schema: CrmSchema, { fields }: MirrorConfig): ReadonlyMap<MirrorField, string> {
  const deal = schema.objects.deal;
  if (deal?.status !== "known") return new Map();
  const found = fields.flatMap((name): [MirrorField, string][] => {
    const field = deal.value.fields.find((one) => one.name === name);
    return field === undefined || field.writable ? [] : [[name, field.reason ?? "it is read-only there"]];
  });
  return new Map(found);
}

function checkStages(
  { config, pipelines }: Pick<MirrorTerms, "config" | "pipelines">,
  notes: string[],
): void {
  if (!config.fields.includes("stageId")) return;
  const wrong: string[] = [];
  for (const map of config.stages) {
    const compared = compareStages(map, pipelines);
    wrong.push(...compared.wrong);
    notes.push(
      ...compared.absent.map((what) => `${what}, which \`stages\` names; deals that need it are parked`),
    );
  }
  if (wrong.length === 0) return;
  throw new SyncError(
    "invalid-options",
    `\`stages\` joins what does not belong together: ${wrong.join("; ")}. Nothing was written`,
  );
}
