import type { Seen } from "../evidence/seen.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Mutuality, PromiseRecord } from "./account-triage.ts";
import { readPromises } from "./read-promises.ts";
import type { TriagePieces } from "./read-triage.ts";

/** Benefit, delivery and collaboration, never summed, and whether they put the account on the A-list (domain 3.7). */
export function assessMutuality(pieces: TriagePieces, from: Standpoint): Mutuality {
  const byKind = benefitsByKind(pieces.benefits, from);
  const promises = readPromises(pieces.promises, from);
  const benefit = explainBenefit(byKind, pieces, from);
  const delivery =
    promises.length === 0 ? from.shared(noDelivery) : explainDelivery(promises, pieces.promises, from);
  const collaboration =
    pieces.bonds.length === 0 ? from.shared(noCollaboration) : explainCollaboration(pieces.bonds, from);
  const { isMember, reason } = judge(byKind.size, delivery, promises, from);
  return {
    benefit,
    benefitKinds: [...byKind.keys()].sort(),
    delivery,
    promises,
    collaboration,
    isMember,
    bands: {
      benefit: Math.min(3, byKind.size),
      delivery: deliveryBand(delivery, from),
      collaboration: collaboration.value ?? 0,
    },
    reason,
  };
}

const noDelivery = (from: Standpoint) => explainDelivery([], [], from);
const noCollaboration = (from: Standpoint) => explainCollaboration([], from);

/** Of each kind of benefit the pieces that confirm it; what the catalogue does not name is one kind together. */
function benefitsByKind(benefits: readonly Seen[], { policy }: Standpoint): Map<string, Seen[]> {
  const kinds = new Map<string, Seen[]>();
  for (const seen of benefits) {
    if (seen.evidence.polarity < 0) continue;
    const topic = seen.evidence.topic?.trim().toLowerCase() ?? "";
    const kind = policy.triage.benefitKinds.includes(topic) ? topic : "other";
    const former = kinds.get(kind);
    if (former) former.push(seen);
    else kinds.set(kind, [seen]);
  }
  return kinds;
}

function explainBenefit(
  byKind: ReadonlyMap<string, Seen[]>,
  pieces: TriagePieces,
  from: Standpoint,
): Explained {
  const isKnown = pieces.reading.observedSinceMs !== undefined;
  return explain({
    value: isKnown ? byKind.size : null,
    unit: "kinds of benefit that the client confirmed",
    valueFrom: "count",
    basis: byKind.size,
    n: pieces.benefits.length,
    asOf: from.asOf,
    rule: formula("T10"),
    contributions: () =>
      [...byKind].flatMap(([kind, seen]) =>
        seen.map(({ evidence }) => contribution(evidence, 1 / seen.length, kind)),
      ),
    missing: isKnown ? [] : ["anything recorded about this account"],
  });
}

/** Kept over settled; what nobody settled counts on neither side (domain:T11). */
function explainDelivery(
  promises: readonly PromiseRecord[],
  seen: readonly Seen[],
  from: Standpoint,
): Explained {
  const { minimumPromises } = from.policy.triage.delivery;
  const settled = promises.filter(({ status }) => status !== "open" && status !== "unsettled");
  const kept = settled.filter(({ status }) => status === "kept");
  const isKnown = settled.length >= minimumPromises;
  return explain({
    value: isKnown ? kept.length / settled.length : null,
    unit: "share of our promises that we kept",
    valueFrom: "ratio",
    basis: kept.length,
    n: settled.length,
    asOf: from.asOf,
    rule: formula("T11"),
    contributions: () => promiseLines(kept, seen),
    otherBases: [
      basisOf({
        name: "settled promises",
        prior: 0,
        basis: settled.length,
        contributions: () => promiseLines(settled, seen),
      }),
    ],
    missing: isKnown ? [] : missingPromises(promises, settled.length, minimumPromises),
  });
}

function missingPromises(promises: readonly PromiseRecord[], settled: number, minimum: number): string[] {
  const open = promises.filter(({ status }) => status === "unsettled");
  return [
    `${minimum} settled promises of ours; there are ${settled}`,
    ...open.map(({ what }) => `whether this was done: ${what}`),
  ];
}

/** Each promise is 1, shared by the pieces about it. */
function promiseLines(promises: readonly PromiseRecord[], seen: readonly Seen[]): Contribution[] {
  const byId = new Map(seen.map(({ evidence }) => [evidence.id, evidence]));
  return promises.flatMap(({ evidenceIds, status }) =>
    evidenceIds.flatMap((id) => {
      const evidence = byId.get(id);
      return evidence ? [contribution(evidence, 1 / evidenceIds.length, status)] : [];
    }),
  );
}

/** 1 for learning in both directions, 1 for our own word that we enjoy it (domain:T13). */
function explainCollaboration(bonds: readonly Seen[], { asOf }: Standpoint): Explained {
  const of = (kind: Seen["evidence"]["kind"]) => bonds.filter(({ evidence }) => evidence.kind === kind);
  const weLearned = of("learned-from-client");
  const theyLearned = of("client-learned");
  const enjoyed = of("collaboration-enjoyed");
  const isTwoWay = weLearned.length > 0 && theyLearned.length > 0;
  const lines = (seen: readonly Seen[], whole: number, note: string) =>
    seen.map(({ evidence }) => contribution(evidence, whole / seen.length, note));
  const n = weLearned.length + theyLearned.length + enjoyed.length;
  const basis = (isTwoWay ? 1 : 0) + (enjoyed.length > 0 ? 1 : 0);
  return explain({
    value: n === 0 ? null : basis,
    unit: "of two: learning in both directions, enjoyment",
    valueFrom: "count",
    basis,
    n,
    asOf,
    rule: formula("T13"),
    contributions: () => [
      ...lines(weLearned, isTwoWay ? 0.5 : 0, "we learned"),
      ...lines(theyLearned, isTwoWay ? 0.5 : 0, "the client learned"),
      ...lines(enjoyed, 1, "enjoyed"),
    ],
    missing: n === 0 ? ["what either side learned from the other, or our own word on working together"] : [],
  });
}

/** Unknown delivery stands beside sound delivery: few promises are not held against new and small accounts (domain:T9). */
function deliveryBand({ value }: Explained, { policy }: Standpoint): number {
  const { strong, sound } = policy.triage.delivery;
  if (value === null) return 1;
  return value >= strong ? 2 : value >= sound ? 1 : 0;
}

function judge(
  kinds: number,
  delivery: Explained,
  promises: readonly PromiseRecord[],
  { policy }: Standpoint,
): Pick<Mutuality, "isMember" | "reason"> {
  if (kinds === 0) return { isMember: false, reason: "missing: a benefit that the client confirmed" };
  const broken = promises.filter(({ status }) => status === "broken");
  if (broken.length > 0)
    return { isMember: false, reason: `a broken promise is not made good: ${broken[0]?.what}` };
  if (delivery.value !== null && delivery.value < policy.triage.delivery.sound)
    return { isMember: false, reason: `${delivery.basis} of ${delivery.n} promises kept` };
  const benefit = `${kinds} ${kinds === 1 ? "kind" : "kinds"} of confirmed benefit`;
  const kept =
    delivery.value === null ? "delivery unknown" : `${delivery.basis} of ${delivery.n} promises kept`;
  return { isMember: true, reason: `${benefit}, ${kept}` };
}
