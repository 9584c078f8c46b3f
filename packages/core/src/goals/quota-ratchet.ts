import { explain, factContribution } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { type Instant, instantMs } from "../instant.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Quota } from "../notebook/quota.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";

/** One quota, taken apart: what stands for the period itself, and what recoups the shortfall before it. */
export interface QuotaPart {
  readonly quotaId: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly unit: string;
  /** Base and carried shortfall add up to it. */
  readonly target: number;
  readonly base: Explained;
  readonly carried: Explained;
  /** `stated`: the company said what the base is. `read`: the rise over the former base, up to the shortfall. */
  readonly from: "stated" | "read" | "first";
}

/** What quotas are taken apart from. */
export interface QuotaRatchetInput {
  readonly personId: string;
  readonly notebook: Notebook;
  readonly policy: Policy;
  readonly asOf: string;
}

/** What is carried into a quota, as lines; or what is missing to know. */
type Carry = { readonly lines: readonly Contribution[] } | { readonly missing: string };

/**
 * Which part of each quota recoups lost revenue of the period before (domain:R3), oldest first, each unit for
 * itself. Unless the company says what the base is, the carried part is the rise over the former base, up to the
 * shortfall; without the former result both parts are unknown.
 */
export function quotaRatchet(input: QuotaRatchetInput): QuotaPart[] {
  const from = standpoint(input.policy, input.asOf, input.notebook);
  const own = from.notebook.quotas
    .filter(({ personId }) => personId === input.personId)
    .sort((left, right) => instantMs(left.fromAt) - instantMs(right.fromAt) || (left.id < right.id ? -1 : 1));
  const formerOf = new Map<string, { quota: Quota; base: number | null }>();
  return own.map((quota) => {
    const former = formerOf.get(quota.unit);
    const carry = carriedInto(quota, former);
    const part = quotaPart(quota, carry, former === undefined, from);
    formerOf.set(quota.unit, { quota, base: part.base.value });
    return part;
  });
}

function carriedInto(quota: Quota, former: { quota: Quota; base: number | null } | undefined): Carry {
  const { id, target, base } = quota;
  if (base !== undefined) {
    const lines = [line(id, target, "target"), line(id, -base, "base as the company states it")];
    return { lines: target > base ? lines : [] };
  }
  if (former === undefined) return { lines: [] };
  const { quota: last, base: lastBase } = former;
  if (last.result === undefined) return { missing: `the result of the quota ${last.id}` };
  if (lastBase === null) return { missing: `the base of the quota ${last.id}` };
  const shortfall = last.target - last.result;
  const rise = target - lastBase;
  if (shortfall <= 0 || rise <= 0) return { lines: [] };
  if (shortfall <= rise) {
    return {
      lines: [line(last.id, last.target, "former target"), line(last.id, -last.result, "former result")],
    };
  }
  return { lines: [line(id, target, "target"), line(last.id, -lastBase, "base of the former period")] };
}

function line(id: string, amount: number, note: string): Contribution {
  return factContribution("notebook", id, amount, note);
}

function quotaPart(quota: Quota, carry: Carry, isFirst: boolean, { asOf }: Standpoint): QuotaPart {
  const lines = "lines" in carry ? carry.lines : [];
  const missing = "missing" in carry ? [carry.missing] : [];
  const carried = lines.reduce((sum, { amount }) => sum + amount, 0);
  const number = (value: number, contributions: () => readonly Contribution[]): Explained =>
    explain({
      value: missing.length === 0 ? value : null,
      unit: quota.unit,
      valueFrom: "sum",
      basis: value,
      n: 0,
      asOf,
      rule: formula("R3"),
      contributions,
      missing,
      alternatives:
        quota.base === undefined ? ["a quota may also rise for other reasons, such as a new territory"] : [],
    });
  const target = line(quota.id, quota.target, "target");
  const less = () => lines.map((one) => ({ ...one, amount: -one.amount }));
  return {
    quotaId: quota.id,
    fromAt: quota.fromAt,
    toAt: quota.toAt,
    unit: quota.unit,
    target: quota.target,
    base: number(quota.target - carried, () => [target, ...less()]),
    carried: number(carried, () => lines),
    from: quota.base !== undefined ? "stated" : isFirst ? "first" : "read",
  };
}
