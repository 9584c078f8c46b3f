import { known } from "../reading.ts";
import type { DealRecord, FieldChange } from "../records.ts";
import { check, checkEqual } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { pages, pullOne, recordsById } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";

const fields = ["stageId", "amount", "closeDate", "nextStep"] as const;
const hourMs = 3_600_000;

/** What the history of fields owes those who ask for it: who replaced which value by which, in order. */
export const historyCases: readonly ConformanceCase[] = [
  {
    name: "changes-of-fields-tell-what-was-replaced-and-whether-by-us",
    async run(harness) {
      const { adapter, backend } = harness;
      const [first = "", second = "", third = ""] = backend.stages();
      const made = { stageId: first, amount: "100", closeDate: "2027-03-01", nextStep: "Call" };
      const id = await backend.create("deal", { name: "Kept", ...made });
      backend.advanceClock(hourMs);
      await backend.edit("deal", id, { stageId: second, amount: "250.5" });
      backend.advanceClock(hourMs);
      const ours = { stageId: third, closeDate: "2027-04-02", nextStep: "Send terms" };
      await adapter.push([{ type: "update", ref: { object: "deal", id }, fields: ours }]);
      backend.advanceClock(hourMs);
      await backend.edit("deal", id, { nextStep: "Wait" });
      const deal = await dealWithHistory(harness, id);
      const history = deal.fieldHistory;
      // An adapter may know no history of fields at all; then it gives none, which is no lie.
      if (history === undefined) return;
      check(history.status === "known", `the history must be known: ${JSON.stringify(history)}`);
      const later = history.value.filter(
        ({ at }) => Date.parse(at) - Date.parse(deal.createdAt) > hourMs / 2,
      );
      checkEqual(
        later.map(({ at }) => at).every((at, index) => index === 0 || at >= (later[index - 1]?.at ?? "")),
        true,
        "oldest first",
      );
      const hourOf = ({ at }: FieldChange) =>
        Math.round((Date.parse(at) - Date.parse(deal.createdAt)) / hourMs);
      const told = later.map(
        (change) => `${hourOf(change)} ${change.field} ${change.from}>${change.to} ${change.byUs}`,
      );
      checkEqual(
        told.sort(),
        [
          `1 amount 100>250.5 false`,
          `1 stageId ${first}>${second} false`,
          `2 closeDate 2027-03-01>2027-04-02 true`,
          `2 nextStep Call>Send terms true`,
          `2 stageId ${second}>${third} true`,
          `3 nextStep Send terms>Wait false`,
        ],
        "changes after the deal was made",
      );
    },
  },
  {
    name: "a-history-holds-what-was-asked-for-and-nothing-else",
    async run(harness) {
      const { backend } = harness;
      const id = await backend.create("deal", { name: "Bare", closeDate: "2027-03-01" });
      backend.advanceClock(hourMs);
      await backend.edit("deal", id, { amount: "5" });
      const { fieldHistory: unasked } = await pullOne(harness, "deal", id);
      checkEqual(unasked, undefined, "the history that nobody asked for");
      const deal = await dealWithHistory(harness, id, ["closeDate"]);
      if (deal.fieldHistory === undefined) return;
      check(deal.fieldHistory.status === "known", "the history asked for");
      const others = deal.fieldHistory.value.filter(({ field }) => field !== "closeDate");
      checkEqual(known(others), known([]), "changes of fields not asked for");
    },
  },
];

async function dealWithHistory(
  harness: ConformanceHarness,
  id: string,
  history: readonly (typeof fields)[number][] = fields,
): Promise<DealRecord> {
  const seen = await pages(harness, { type: "records", refs: [{ object: "deal", id }], history });
  const record = recordsById(seen.flatMap((page) => page.changes)).get(id);
  check(record?.object === "deal", `deal/${id} exists but did not come`);
  return record;
}
