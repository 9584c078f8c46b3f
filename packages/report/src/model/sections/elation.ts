import type { LeaderAccount } from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewFact, ReviewSection } from "../review.ts";
import type { IntervalsChart } from "../review-chart.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { ReviewScope } from "../review-scope.ts";
import { coverage, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

type State = LeaderAccount["elation"]["state"];

const states: readonly State[] = ["strained", "elated", "neutral", "unknown"];
const rowsDrawn = 20;

/** Strained and falling clients first, then elated ones, then the others of whom enough is known (`domain:E2`). */
export function elation(scope: ReviewScope): ReviewSection {
  const { accounts, asOf, source } = scope;
  const inState = (state: State) => accounts.filter((account) => account.elation.state === state);
  const known = accounts.filter((account) => account.elation.state !== "unknown").sort(byNeed);
  const cards = known.slice(0, scope.cards);
  return sectionOf("elation", {
    totals: states.map((state) => {
      const ids = inState(state).map(({ accountId }) => accountId);
      return reviewNumber(
        `Clients: ${state}`,
        countedFacts("account", ids, { unit: "clients", asOf, rule: "domain:3.5" }),
        source,
      );
    }),
    chart: chartOf(cards, known.length, scope),
    cards: cards.map((account) => elationCard(account, scope)),
    more: known.length - cards.length,
    empty: {
      status: accounts.length === 0 ? "none" : "unknown",
      text:
        accounts.length === 0
          ? "There is no account."
          : `Of none of ${accounts.length} clients enough is on record. Silence counts neither way.`,
    },
  });
}

function byNeed(left: LeaderAccount, right: LeaderAccount): number {
  return needOf(left) - needOf(right) || (left.accountId < right.accountId ? -1 : 1);
}

function needOf({ elation: { state }, relationship }: LeaderAccount): number {
  return relationship.elationFall === null ? states.indexOf(state) : -1;
}

function chartOf(
  accounts: readonly LeaderAccount[],
  known: number,
  { source, whole }: ReviewScope,
): IntervalsChart | null {
  if (accounts.length === 0) return null;
  const rows = accounts.slice(0, rowsDrawn).map(({ accountId, elation: { balance } }) => ({
    label: source.nameOf("account", accountId),
    value: balance.value,
    interval: balance.interval ?? null,
    n: balance.n,
  }));
  const mark = whole.policy.elation.elatedAbove;
  const above = rows.filter(({ interval }) => interval !== null && interval[0] > mark).length;
  return {
    type: "intervals",
    title: "Evidence balance of clients",
    summary: `${rows.length} of ${known} clients with enough on record; the 80% interval of ${above} lies wholly above the mark.`,
    unit: "evidence balance, 0 to 1",
    rows,
    mark: { value: mark, label: "mark of elation" },
  };
}

function elationCard(
  { accountId, elation: found, relationship, accountAdvances }: LeaderAccount,
  scope: ReviewScope,
): ReviewCard {
  const { source } = scope;
  const unprompted = found.kinds.length;
  return reviewCard("elation", accountId, {
    subject: subjectOf("account", accountId, scope),
    title: source.nameOf("account", accountId),
    facts: [
      fact(
        "State",
        found.state,
        found.state === "strained" ? "bad" : found.state === "elated" ? "good" : "plain",
      ),
      ...found.kinds.map(({ kind, points, n }) =>
        fact(kind.replaceAll("-", " "), `${points.toFixed(2)} live points from ${n}`),
      ),
      ...(found.openComplaints.length === 0
        ? []
        : [fact("Open complaints", found.openComplaints.join("; "), "bad")]),
      ...fallFacts(relationship),
    ],
    numbers: [
      ...reviewNumbers("Evidence balance", found.balance, source),
      reviewNumber("Account advances", accountAdvances, source),
    ],
    coverage: coverage(
      [found.balance.value !== null, unprompted >= 2],
      "of a known balance and two kinds of signs are there",
    ),
    missing: found.balance.missing[0] ?? (unprompted >= 2 ? null : "a second kind of sign, best unasked for"),
  });
}

/** Both numbers stand; nothing is made of the two. */
function fallFacts({ elationFall, disagreements, saleEffects }: LeaderAccount["relationship"]): ReviewFact[] {
  const fall =
    elationFall === null
      ? []
      : [fact("Fell", `from ${share(elationFall.before.value)} to ${share(elationFall.now.value)}`, "bad")];
  const eroding = saleEffects.filter(({ status }) => status === "fell-after").length;
  return [
    ...fall,
    ...disagreements.map(({ text }) => fact("Beside each other", text, "warning")),
    ...(eroding === 0
      ? []
      : [fact("Fell after a sale", `${eroding} of ${saleEffects.length} sales`, "warning")]),
  ];
}

function share(value: number | null): string {
  return value === null ? "unknown" : value.toFixed(2);
}
