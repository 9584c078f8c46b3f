import type { Backtest, CalibrationBin, Interval } from "@headway/core/backtest";
import type { StoreBacktest } from "@headway/sync/backtest";

/** A backtest as Markdown: how much there is first, then what came out, whichever way. */
export function backtestText({ crm, backtest, undecided }: StoreBacktest): string {
  const lines = [
    `# Backtest of ${crm}`,
    "",
    `As of ${backtest.asOf}, policy ${backtest.policyVersion}.`,
    "",
    ...sampleLines(backtest, undecided),
    ...(backtest.status === "tested" ? testedLines(backtest) : missingLines(backtest.missing)),
    ...section(
      "Elation and what came later",
      backtest.elation.map(({ outcome, text }) => `- ${outcome}: ${text}`),
    ),
    ...section(
      "Fields that must not be predicted from",
      backtest.refusedFields.map(({ field, reason }) => `- \`${field}\`: ${reason}`),
    ),
    ...section(
      "What this rests on",
      backtest.remarks.map((remark) => `- ${remark}`),
    ),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function sampleLines({ sample }: Backtest, undecided: StoreBacktest["undecided"]): string[] {
  const { won, lost, open, baseRate, deals, looks, dates, setAside } = sample;
  const base = baseRate === null ? "unknown" : percent(baseRate);
  const leftOut = [...Object.entries(setAside), ...Object.entries(undecided)].map(
    ([reason, count]) => `- ${count}: ${reason}`,
  );
  return section("How much there is", [
    `- ${won} won, ${lost} lost, ${open} open; base rate ${base}`,
    `- ${deals} closed deals looked at ${looks} times, on ${dates.length} past dates`,
    ...leftOut,
  ]);
}

function missingLines(missing: readonly string[]): string[] {
  return section(
    "Too little to say",
    missing.map((one) => `- ${one}`),
  );
}

function testedLines(backtest: Extract<Backtest, { status: "tested" }>): string[] {
  const { measures, comparisons, byAge, calibration, stall, learned } = backtest;
  return [
    ...section("What tells later wins from losses (0.5 tells nothing, less points the wrong way)", [
      ...table(
        ["measure", "area, 95% interval", "lift at the top fifth"],
        measures.map(({ measure, area, liftAtTopFifth }) => [
          measure,
          between(area),
          Number.isFinite(liftAtTopFifth) ? liftAtTopFifth.toFixed(2) : "unknown",
        ]),
      ),
      "",
      ...comparisons.map(
        ({ against, difference, verdict }) =>
          `- advances less ${against}: ${between(difference)}: ${verdict}`,
      ),
    ]),
    ...section(
      "By age",
      table(
        ["days", "deals", "base rate", "advances", "activity", "stage", "age"],
        byAge.map(({ days: [from, until], deals, baseRate, areas }) => [
          until === null ? `${from} and more` : `${from} to ${until}`,
          String(deals),
          percent(baseRate),
          ...[areas.advances, areas.activity, areas.stage, areas.age].map(
            (area) => area?.toFixed(3) ?? "unknown",
          ),
        ]),
      ),
    ),
    ...section("Won by number of advances", binTable("advances", calibration)),
    ...section("The stall clock: an advance in the days ahead", binTable("said", stall)),
    ...section("A learned score", learnedLines(learned)),
  ];
}

function learnedLines(learned: Extract<Backtest, { status: "tested" }>["learned"]): string[] {
  if (learned.status === "not-fitted") return [`Not fitted: ${learned.reason}.`];
  const { example, model } = learned;
  const terms = model.terms.filter(({ coefficient }) => coefficient !== 0);
  return [
    `${learned.status === "earned" ? "Earned" : "Not earned"}: ${learned.reason}.`,
    "",
    `- area on later deals ${between(learned.area)}; over the stage alone ${between(learned.overStage)}`,
    `- log-odds by standard deviation: ${terms.map(({ name, coefficient }) => `${name} ${coefficient.toFixed(2)}`).join(", ")}`,
    `- for example ${example.dealId}: ${percent(example.probability)}, from ${example.contributions.map(({ name, amount }) => `${name} ${amount.toFixed(2)}`).join(", ")}`,
    "",
    ...binTable("said", learned.calibration),
  ];
}

function binTable(name: string, bins: readonly CalibrationBin[]): string[] {
  return table(
    [name, "cases", "came", "95% interval"],
    bins.map(({ said, cases, came, interval }) => [
      said,
      String(cases),
      percent(came),
      `${percent(interval[0])} to ${percent(interval[1])}`,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, k) => Math.max(3, cell.length, ...rows.map((row) => row[k]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, k) => (cells[k] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

function between({ value, interval }: Interval): string {
  if (![value, ...interval].every(Number.isFinite)) return "unknown";
  return `${value.toFixed(3)} (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
