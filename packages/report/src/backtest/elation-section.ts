import type { Contribution } from "@headway/core";
import type { Backtest } from "@headway/core/backtest";
import { html, type Markup } from "../html/markup.ts";
import { countedText, figureText, signedText } from "../html/wording.ts";
import { type BacktestSection, type FindingTone, findingCard, unknownLine } from "./backtest-section.ts";

type ElationBet = Backtest["elation"][number];

const outcomes: Readonly<Record<ElationBet["outcome"], string>> = {
  retention: "renewal",
  referral: "referral",
  revenue: "revenue",
};

const verdicts: Readonly<Record<ElationBet["verdict"], readonly [FindingTone, string]>> = {
  holds: ["good", "More elation went with more"],
  fails: ["bad", "More elation went with less"],
  undecided: ["plain", "It cannot be told whether elation goes with"],
  unknown: ["unknown", "Not tested: elation and"],
};

/** So many clients are listed of those an association rests on. */
const listedClients = 12;

/** Whether clients with more elation renewed or referred more later. */
export function elationSection({ elation }: Backtest): BacktestSection {
  return {
    id: "elation",
    title: "Elation and what came later",
    purpose:
      "Each client’s elation half a year after its first won deal, and what came in the policy’s window after that. Kendall’s tau: 0 is no association, 1 and −1 are full ones. An association, never a cause.",
    body:
      elation.length === 0
        ? unknownLine("no pairs of elation and what came later were handed over.")
        : html`<div class="cards">${elation.map(betCard)}</div>`,
  };
}

function betCard({ outcome, verdict, text, association, setAside }: ElationBet): Markup {
  const [tone, words] = verdicts[verdict];
  const { unknown, outsideWindow, repeatedAccount } = setAside;
  const { contributions, alternatives, n, rule } = association;
  return findingCard(tone, `${words} later ${outcomes[outcome]}`, [
    html`${text}`,
    html`n ${countedText(n, "client")}. Set aside: ${figureText(unknown)} unknown, ${figureText(outsideWindow)} outside the window, ${figureText(repeatedAccount)} repeated.`,
    alternatives.length === 0 ? null : html`Could also read: ${alternatives.join("; ")}.`,
    contributions.length === 0 ? null : clientsOf(contributions, `${rule.id} v${rule.version}`),
  ]);
}

function clientsOf(contributions: readonly Contribution[], rule: string): Markup {
  const heaviest = contributions
    .toSorted((left, right) => Math.abs(right.amount) - Math.abs(left.amount))
    .slice(0, listedClients);
  const rest = contributions.length - heaviest.length;
  const sum = (lines: readonly Contribution[]) => lines.reduce((total, { amount }) => total + amount, 0);
  const further =
    rest === 0
      ? null
      : html`<li>${figureText(rest)} more: ${signedText(sum(contributions) - sum(heaviest))}; --json lists them</li>`;
  return html`<details class="clients"><summary>What each client adds (rule ${rule})</summary><ul class="plain">${heaviest.map(({ evidenceId, amount }) => html`<li>${evidenceId}: ${signedText(amount)}</li>`)}${further}</ul></details>`;
}
