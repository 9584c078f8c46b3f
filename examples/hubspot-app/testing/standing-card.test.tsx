import {
  Alert,
  Button,
  DateInput,
  EmptyState,
  ErrorState,
  Input,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatusTag,
  TextArea,
  Tile,
} from "@hubspot/ui-extensions";
import { createRenderer, type RenderedNode } from "@hubspot/ui-extensions/testing";
import { describe, expect, it } from "vitest";
import type { HeadwayCalls } from "../src/app/cards/headway-calls.ts";
import type { LogAnswer, Standing } from "../src/app/cards/standing.ts";
import { StandingCard } from "../src/app/cards/standing-card.tsx";
import { elatedAccount, goneDeal, stalledDeal, undecidedDeal, unknownDeal } from "./example-standing.ts";
import { renderedText } from "./rendered-text.ts";

const at = "2026-03-02T09:00:00.000Z";
const saved: LogAnswer = { status: "saved", note: "A note on the deal; it counts as an advance." };

/** Renders the card over functions that answer as told, and records what it sends. */
function card(answers: (Standing | Error | "never")[], logged: LogAnswer = saved) {
  const sent: Readonly<Record<string, string>>[] = [];
  let asked = 0;
  const calls: HeadwayCalls = {
    assess: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer instanceof Error) throw answer;
      if (answer === undefined || answer === "never") return new Promise<Standing>(() => {});
      return answer;
    },
    log: async (_record, entry) => {
      sent.push(entry);
      return logged;
    },
  };
  const first = answers[0];
  const object = typeof first === "object" && "object" in first ? first.object : "deal";
  const renderer = createRenderer("crm.record.tab");
  renderer.render(<StandingCard record={{ object, id: "1" }} calls={calls} now={() => at} />);
  const waitFor = (check: () => void) => renderer.waitFor(check, { timeoutInMs: 30_000 });
  return { ...renderer, waitFor, sent, asked: () => asked };
}

/** Every word in a part of the card. */
const text = (node: RenderedNode) => renderedText(node);

/** Chooses an entry and fills its fields in. */
async function fill(shown: ReturnType<typeof card>, type: string, values: Readonly<Record<string, string>>) {
  shown.find(Select, { name: "entry" }).props.onChange?.(type);
  for (const [name, value] of Object.entries(values)) {
    await shown.waitFor(() => expect(fieldOf(shown, name)).not.toBeNull());
    fieldOf(shown, name)?.(value);
  }
  await shown.waitFor(() => expect(shown.find(LoadingButton).props.disabled).toBe(false));
}

function fieldOf(shown: ReturnType<typeof card>, name: string): ((value: string) => void) | null {
  const choice = shown.maybeFind(Select, { name });
  if (choice) return (value) => choice.props.onChange?.(value);
  const input = shown.maybeFind(Input, { name });
  if (input) return (value) => input.props.onInput?.(value);
  const area = shown.maybeFind(TextArea, { name });
  return area && ((value) => area.props.onInput?.(value));
}

describe("the card reads a record", () => {
  it("says that it is reading, and lets the rep log meanwhile", () => {
    const shown = card(["never"]);
    expect(shown.find(LoadingSpinner).props.label).toBe("Reading the record and what hangs on it");
    expect(shown.find(Select, { name: "entry" }).props.options).toHaveLength(6);
  });

  it("shows a stalled deal with both axes, its reasons and the next ask", async () => {
    const shown = card([stalledDeal]);
    await shown.waitFor(() => expect(shown.findAll(Tile)).toHaveLength(5));
    const stall = shown.findByTestId(Tile, "stall");
    expect(stall.find(StatusTag).props.variant).toBe("warning");
    expect(text(stall)).toContain("94 of 100 advances in like deals had come by now.");
    expect(text(shown.findByTestId(Tile, "preference"))).toContain("1: shortlisted");
    expect(text(shown.findByTestId(Tile, "next-ask"))).toContain("by 2026-03-09");
  });

  it("shows unknown as a state of its own, with what would decide it and what could not be read", async () => {
    const shown = card([unknownDeal]);
    await shown.waitFor(() => expect(shown.findAll(Tile)).toHaveLength(2));
    const progress = shown.findByTestId(Tile, "buying-progress");
    expect(progress.find(StatusTag).props).toMatchObject({ variant: "default", hollow: true });
    expect(text(progress)).toContain("Missing: a buying job that the buyer was seen doing");
    expect(text(progress)).toContain("rests on nothing yet");
    expect(text(shown.find(Alert))).toContain("sales-email-read is missing");
  });

  it("shows an elated client with the signs behind it", async () => {
    const shown = card([elatedAccount]);
    await shown.waitFor(() => expect(shown.findAll(Tile)).toHaveLength(1));
    expect(shown.find(StatusTag).props.variant).toBe("success");
    expect(text(shown.find(Tile))).toContain("referral given, 3 points");
    expect(shown.maybeFind(Alert)).toBeNull();
  });

  it.each([
    ["gone", goneDeal, "This record is not in the CRM any more", "deal/1 lives on as deal/2"],
    ["undecided", undecidedDeal, "Nothing can be said about this record yet", "could not be read: 403"],
  ])("says of a record that is %s why it shows no number", async (_state, standing, title, why) => {
    const shown = card([standing]);
    await shown.waitFor(() => expect(shown.find(EmptyState).props.title).toBe(title));
    expect(text(shown.find(EmptyState))).toContain(why);
    expect(shown.maybeFind(Tile)).toBeNull();
  });

  it("says when it is offline, keeps no old numbers, and reads again when asked", async () => {
    const shown = card([new Error("The function did not answer within 15 seconds"), stalledDeal]);
    await shown.waitFor(() => expect(text(shown.find(ErrorState))).toContain("did not answer"));
    expect(shown.maybeFind(Tile)).toBeNull();
    shown.find(ErrorState).find(Button).trigger("onClick");
    await shown.waitFor(() => expect(shown.findAll(Tile)).toHaveLength(5));
    expect(shown.maybeFind(ErrorState)).toBeNull();
  });
});

describe("the card logs what happened", () => {
  const verdict = { meetingId: "m1", verdict: "continuation", quote: "We will see after the fair" };

  it("names the fields that are still needed, and sends nothing before", async () => {
    const shown = card([stalledDeal]);
    shown.find(Select, { name: "entry" }).props.onChange?.("commitment");
    await shown.waitFor(() => expect(shown.find(LoadingButton).props.disabled).toBe(true));
    expect(text(shown.find(LoadingButton))).toContain(
      "Still needed: What, Who, on the buyer's side, By when",
    );
    expect(shown.sent).toEqual([]);
  });

  it("sends a commitment with what, who and when", async () => {
    const shown = card([stalledDeal]);
    shown.find(Select, { name: "entry" }).props.onChange?.("commitment");
    await shown.waitFor(() => expect(shown.maybeFind(DateInput)).not.toBeNull());
    shown.find(DateInput).props.onChange?.({ year: 2026, month: 2, date: 9 });
    fieldOf(shown, "what")?.("returns the marked contract");
    await shown.waitFor(() => expect(shown.find(Input, { name: "what" }).props.value).toContain("contract"));
    fieldOf(shown, "who")?.("Ms Berg");
    await shown.waitFor(() => expect(shown.find(LoadingButton).props.disabled).toBe(false));
    shown.find(LoadingButton).trigger("onClick");
    const entry = {
      type: "commitment",
      side: "buyer",
      at,
      what: "returns the marked contract",
      who: "Ms Berg",
      dueOn: "2026-03-09",
    };
    await shown.waitFor(() => expect(shown.sent).toEqual([entry]));
  });

  it("says where a saved entry went and reads the record again", async () => {
    const shown = card([stalledDeal, unknownDeal]);
    await shown.waitFor(() => expect(shown.findAll(Tile)).toHaveLength(5));
    await fill(shown, "meeting-verdict", verdict);
    shown.find(LoadingButton).trigger("onClick");
    await shown.waitFor(() =>
      expect(text(shown.find(Alert, { title: "Saved" }))).toContain("A note on the deal"),
    );
    expect(shown.sent).toEqual([{ type: "meeting-verdict", at, ...verdict }]);
    expect(shown.asked()).toBe(2);
    expect(shown.findAll(Tile)).toHaveLength(2);
  });

  it.each([
    [
      { status: "refused", reason: "HubSpot refused the note: its author may not write" },
      "Not taken",
      "may not write",
    ],
    [{ status: "unknown", reason: "There was no answer" }, "No answer", "sending the same again is safe"],
  ] satisfies [LogAnswer, string, string][])(
    "keeps what was written when it was not saved: %o",
    async (answer, title, why) => {
      const shown = card([stalledDeal], answer);
      await fill(shown, "meeting-verdict", verdict);
      shown.find(LoadingButton).trigger("onClick");
      await shown.waitFor(() => expect(text(shown.find(Alert, { title }))).toContain(why));
      expect(shown.find(TextArea, { name: "quote" }).props.value).toBe(verdict.quote);
      expect(shown.asked()).toBe(1);
    },
  );
});
