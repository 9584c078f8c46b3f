import type { Backtest } from "@headway/core/backtest";
import { html } from "../html/markup.ts";
import { countedText, figureText } from "../html/wording.ts";
import { type BacktestSection, unknownLine } from "./backtest-section.ts";
import { resultTable } from "./result-table.ts";

/** Fields that must not be predicted from, named with the reason. */
export function refusedSection({ refusedFields, sample }: Backtest): BacktestSection {
  const rows = refusedFields.map(({ field, reason }) => [html`<code>${field}</code>`, reason]);
  const closed = sample.won + sample.lost;
  const none =
    closed === 0
      ? unknownLine("no deal has closed, so that no field could be judged.")
      : html`<p class="empty">No field was refused among those of closed deals. A field of open deals alone is not judged.</p>`;
  return {
    id: "refused",
    title: "Fields that must not be predicted from",
    purpose: `Values written with the outcome or later, or of which no record says when they were written, give the answer away. ${countedText(closed, "closed deal")} in all.`,
    body: rows.length === 0 ? none : resultTable({ name: "Refused fields", head: ["Field", "Why"], rows }),
  };
}

/** Every deal that no figure above rests on, by reason. */
export function leftOutSection(
  { sample }: Backtest,
  undecided: Readonly<Record<string, number>>,
): BacktestSection {
  const rows = [
    ...(sample.open === 0 ? [] : [["open at the end of the history", sample.open] as const]),
    ...Object.entries(sample.setAside),
    ...Object.entries(undecided),
  ].map(([reason, count]) => [reason, figureText(count)]);
  return {
    id: "left-out",
    title: "Deals left out",
    purpose:
      "Deals that were read but could not be looked at on a past date as later won or lost, by reason.",
    body:
      rows.length === 0
        ? html`<p class="empty">${sample.deals === 0 ? "No deal was read." : "None: every deal that was read was looked at."}</p>`
        : resultTable({ name: "Deals left out", head: ["Why", "Deals (n)"], rows }),
  };
}

/** What the figures rest on and cannot tell. */
export function remarksSection({ remarks }: Backtest): BacktestSection {
  return {
    id: "rests-on",
    title: "What this rests on",
    purpose: "What these figures cannot tell.",
    body: html`<ul class="plain">${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`,
  };
}
