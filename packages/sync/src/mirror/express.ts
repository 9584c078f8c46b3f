import type { FieldValue } from "@headway/crm";
import { currencyOf, stageMapFor, type Unmapped, unmapped, type ValuePlace } from "./canonical.ts";
import { multiplyDecimals, roundDecimal } from "./decimal.ts";
import type { MirrorTerms } from "./mirror-context.ts";
import type { Canonical, MirrorField } from "./mirror-rows.ts";
import { stagePrefix } from "./stage-map.ts";

/** A value of the other side as the target would hold it: compared by `value`, written as `wire`. */
export interface Expressed {
  readonly status: "known";
  readonly value: Canonical;
  readonly wire: FieldValue;
}

/** How the target says what the other side holds, or why it cannot. Nothing is dropped or guessed on the way. */
export function express(
  terms: MirrorTerms,
  target: ValuePlace,
  field: MirrorField,
  value: Canonical,
): Expressed | Unmapped {
  if (field === "stageId") return expressStage(terms, target, value);
  if (field === "ownerId") return expressOwner(terms, target, value);
  if (field === "amount" && value !== null) return expressMoney(terms, target, value);
  return { status: "known", value, wire: value };
}

function expressStage(terms: MirrorTerms, target: ValuePlace, value: Canonical): Expressed | Unmapped {
  const map = stageMapFor(terms, target.pipelines);
  const prefix = map === undefined ? "" : stagePrefix(map);
  const stage = value?.startsWith(prefix)
    ? map?.fromCoarse(target.side, value.slice(prefix.length))
    : undefined;
  if (map === undefined || stage === undefined) {
    return unmapped("stage-unmapped", {
      cause: `the stage \`${value}\` has no partner in the ${target.side} pipeline \`${target.pipelines[target.side]}\``,
      wayOut: "add a pair for it to `stages`",
    });
  }
  const pipeline = terms.pipelines[target.side]?.find((one) => one.id === map[target.side]);
  if (terms.pipelines[target.side] !== null && !pipeline?.stages.some((one) => one.id === stage)) {
    return unmapped("stage-unmapped", {
      cause: `the ${target.side} pipeline \`${map[target.side]}\` no longer has the stage \`${stage}\``,
      wayOut: `name its successor in the pairs of \`${map.left}\` and \`${map.right}\``,
    });
  }
  return { status: "known", value, wire: stage };
}

function expressOwner(terms: MirrorTerms, target: ValuePlace, value: Canonical): Expressed | Unmapped {
  const { side } = target;
  const found =
    value === null
      ? { missing: "the deal has no owner on the other side, and an owner is never taken away" }
      : terms.people.find(side, value);
  const fallback = terms.config.fallbackOwner[side];
  const id = "id" in found ? found.id : fallback;
  if (id !== null) return { status: "known", value: terms.people.canonical(side, id), wire: id };
  return unmapped("owner-unmapped", {
    cause: "missing" in found ? found.missing : `${value} has no user on the ${side} side`,
    wayOut: `make or activate the user there, add a pair to \`owners.pairs\`, or set \`fallbackOwner.${side}\``,
  });
}

function expressMoney(terms: MirrorTerms, target: ValuePlace, value: string): Expressed | Unmapped {
  const [amount = "", from = ""] = value.split(" ");
  const to = currencyOf(terms, target.side, target.deal);
  if (to === from) return { status: "known", value, wire: amount };
  const rate = terms.config.currency.rates?.find((one) => one.from === from && one.to === to)?.rate;
  const product = rate === undefined ? undefined : multiplyDecimals(amount, rate);
  const rounded =
    product === undefined ? undefined : roundDecimal(product, terms.config.amountDigits ?? minorDigits(to));
  if (rounded !== undefined) return { status: "known", value: `${rounded} ${to}`, wire: rounded };
  return unmapped("currency-mismatch", {
    cause: `the amount is in ${from} on one side and the ${target.side} deal is in ${to ?? "an unknown currency"}`,
    wayOut: `give both deals one currency, or add \`{ from: "${from}", to: "${to ?? "…"}", rate: "…" }\` to \`currency.rates\``,
  });
}

/** ISO 4217 currencies without two digits after the point, as far as CRMs offer them. */
const otherDigits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0]),
  ),
  ...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3])),
};

function minorDigits(code: string | undefined): number {
  return otherDigits[code ?? ""] ?? 2;
}
