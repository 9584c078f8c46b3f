import { defaultPolicy } from "./default-policy.ts";
import { Policy } from "./policy.ts";
import { policyIssueText } from "./policy-issue.ts";

/**
 * Your policy over {@link defaultPolicy}: objects merge key by key, lists are replaced, and your evidence rules go
 * before the default ones (a default rule whose id you reuse gives way; `keepDefaultRules: false` drops them all).
 * Parsing its own answer again changes nothing. Throws a `ZodError` whose message names every path and what was
 * expected there; unknown keys are refused.
 */
export function parsePolicy(input: unknown): Policy {
  const parsed = Policy.safeParse(merged(defaultPolicy, input ?? {}));
  if (parsed.success) return withDefaultRules(parsed.data);
  parsed.error.message = parsed.error.issues.map(policyIssueText).join("\n");
  throw parsed.error;
}

function withDefaultRules(policy: Policy): Policy {
  if (!policy.keepDefaultRules) return policy;
  const own = new Set(policy.evidenceRules.map((rule) => rule.id));
  const defaults = defaultPolicy.evidenceRules.filter((rule) => !own.has(rule.id));
  return { ...policy, evidenceRules: [...policy.evidenceRules, ...defaults] };
}

function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isPlainObject(base) || !isPlainObject(over)) return over;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    result[key] = merged(Object.hasOwn(base, key) ? base[key] : undefined, value);
  }
  return result;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
