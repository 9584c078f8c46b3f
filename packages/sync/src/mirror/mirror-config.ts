import { systemPorts } from "@headway/crm/http";
import * as z from "zod";
import { SyncError } from "../sync-error.ts";
import { plainDecimal } from "./decimal.ts";
import type { ConflictPolicies, ConflictPolicy, MirrorOptions } from "./mirror-options.ts";
import type { MirrorField, Side } from "./mirror-rows.ts";
import { type StageMap, stageMap, stageMapError } from "./stage-map.ts";

/** {@link MirrorOptions} as they were checked, with defaults filled in. */
export interface MirrorConfig
  extends Required<
    Pick<MirrorOptions, "name" | "fields" | "tie" | "allowReopen" | "clock" | "ids" | "leaseMs" | "match">
  > {
  readonly stages: readonly StageMap[];
  readonly policies: { readonly [Field in MirrorField]: ConflictPolicy };
  readonly initial: { readonly [Field in MirrorField]: ConflictPolicy };
  readonly owners: NonNullable<MirrorOptions["owners"]>;
  readonly fallbackOwner: { readonly [S in Side]: string | null };
  readonly currency: NonNullable<MirrorOptions["currency"]>;
  readonly amountDigits: number | null;
}

/** Every field a mirror can keep. */
export const mirrorFields = [
  "stageId",
  "amount",
  "closeDate",
  "nextStep",
  "ownerId",
] as const satisfies readonly MirrorField[];

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const text = z.string(expected("a text")).min(1, expected("a text that is not empty"));
const callable = z.custom<object>((value) => typeof value === "function", expected("a function"));
const adapter = z.custom<object>(
  (value) => typeof value === "object" && value !== null && "pull" in value && "push" in value,
  expected("an adapter"),
);
const store = z.custom<object>(
  (value) => typeof value === "object" && value !== null && "commit" in value && "leases" in value,
  expected("a store for mirrors"),
);
const policy = z.enum(
  ["left", "right", "rank", "latest", "manual"],
  expected("left, right, rank, latest or manual"),
);
const unranked = z.enum(
  ["left", "right", "latest", "manual"],
  expected("left, right, latest or manual; rank is for stages"),
);
const policies = z.union(
  [
    policy,
    z.strictObject({
      stageId: policy.optional(),
      amount: unranked.optional(),
      closeDate: unranked.optional(),
      nextStep: unranked.optional(),
      ownerId: unranked.optional(),
    }),
  ],
  expected("a policy, or one for each field"),
);
const currencyCode = z.string().regex(/^[A-Z]{3}$/, expected("an ISO 4217 code such as EUR"));
const sideCurrency = z.strictObject({ default: currencyCode.optional(), field: text.optional() });
const rate = z
  .string(expected("a decimal number as text"))
  .refine(
    (value) => /[1-9]/.test(value) && plainDecimal(value)?.startsWith("-") === false,
    expected("a decimal number above 0 as text"),
  );
const side = z.enum(["left", "right"], expected("left or right"));

const Options = z.strictObject({
  name: text.regex(/^[\w.-]{1,64}$/, expected("up to 64 letters, digits, `.`, `-` or `_`")).optional(),
  left: adapter,
  right: adapter,
  store,
  fields: z
    .array(z.enum(mirrorFields, expected(`one of ${mirrorFields.join(", ")}`)))
    .min(1, expected("at least one field"))
    .refine((fields) => new Set(fields).size === fields.length, expected("each field once")),
  stages: z
    .array(
      z.strictObject({
        left: text,
        right: text,
        pairs: z.array(z.tuple([text, text], expected("a stage of the left and one of the right"))),
        finer: side.optional(),
      }),
    )
    .optional(),
  conflict: policies,
  initial: policies.optional(),
  tie: side.optional(),
  allowReopen: z.boolean(expected("true or false")).optional(),
  owners: z
    .strictObject({
      byEmail: z.boolean(expected("true or false")).optional(),
      pairs: z.array(z.strictObject({ left: text, right: text })).optional(),
    })
    .optional(),
  fallbackOwner: z.strictObject({ left: text.optional(), right: text.optional() }).optional(),
  currency: z
    .strictObject({
      left: sideCurrency.optional(),
      right: sideCurrency.optional(),
      rates: z.array(z.strictObject({ from: currencyCode, to: currencyCode, rate })).optional(),
    })
    .optional(),
  amountDigits: z.int(expected("a whole number from 0 to 9")).min(0).max(9).optional(),
  match: z
    .strictObject({
      externalKey: z
        .strictObject({
          holds: z.enum(["other-id", "shared"]),
          left: text.optional(),
          right: text.optional(),
        })
        .refine(
          (key) =>
            key.holds === "shared"
              ? key.left !== undefined && key.right !== undefined
              : (key.left ?? key.right) !== undefined,
          expected("the field of each side for a shared key, of at least one for the other's id"),
        )
        .optional(),
      nameAndAmount: z.boolean(expected("true or false")).optional(),
    })
    .optional(),
  clock: callable.optional(),
  ids: callable.optional(),
  leaseMs: z
    .number(expected("milliseconds, at least 1000"))
    .min(1_000, expected("milliseconds, at least 1000"))
    .optional(),
});

/** Checks options and fills in defaults. Throws `SyncError` `invalid-options` with every path and what was expected there. */
export function mirrorConfig(options: MirrorOptions): MirrorConfig {
  const result = Options.safeParse(options);
  const issues = result.success ? stageIssues(options) : result.error.issues.map(sentence);
  if (issues.length > 0) {
    throw new SyncError(
      "invalid-options",
      `mirror options are off: ${issues.join("; ")}. Nothing was read or written`,
    );
  }
  return {
    name: options.name ?? "mirror",
    fields: mirrorFields.filter((field) => options.fields.includes(field)),
    stages: (options.stages ?? []).map(stageMap),
    policies: policyOf(options.conflict),
    initial: policyOf(options.initial ?? "manual"),
    tie: options.tie ?? "left",
    allowReopen: options.allowReopen ?? false,
    owners: options.owners ?? {},
    fallbackOwner: { left: options.fallbackOwner?.left ?? null, right: options.fallbackOwner?.right ?? null },
    currency: options.currency ?? {},
    amountDigits: options.amountDigits ?? null,
    match: options.match ?? {},
    clock: options.clock ?? systemPorts.now,
    ids: options.ids ?? randomId,
    leaseMs: options.leaseMs ?? 60_000,
  };
}

function stageIssues({ fields, stages = [] }: MirrorOptions): string[] {
  const issues = stages.flatMap((map, index) => {
    const error = stageMapError(map);
    return error === undefined ? [] : [`\`stages.${index}\`: ${error}`];
  });
  const pairs = stages.map((map) => `${map.left}>${map.right}`);
  if (new Set(pairs).size < pairs.length) issues.push("`stages`: two maps are of the same pipelines");
  if (fields.includes("stageId") && stages.length === 0)
    issues.push("`stages`: expected a map, since `stageId` is mirrored");
  return issues;
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `no option is named \`${[...issue.path, issue.keys.join("`, `")].join(".")}\``;
  return `\`${issue.path.join(".")}\`: ${issue.message}`;
}

/** `rank` is for stages; said of all fields, it leaves the others to a person. */
function policyOf(policies: ConflictPolicies): MirrorConfig["policies"] {
  const named = (field: MirrorField): ConflictPolicy => {
    if (typeof policies !== "string") return policies[field] ?? "manual";
    return policies === "rank" && field !== "stageId" ? "manual" : policies;
  };
  return {
    stageId: named("stageId"),
    amount: named("amount"),
    closeDate: named("closeDate"),
    nextStep: named("nextStep"),
    ownerId: named("ownerId"),
  };
}

function randomId(): string {
  const part = (): string =>
    Math.floor(systemPorts.random() * 36 ** 8)
      .toString(36)
      .padStart(8, "0");
  return `${part()}${part()}`;
}
