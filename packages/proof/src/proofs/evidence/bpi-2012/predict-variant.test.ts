import { describe, expect, test } from "vitest";
import type { Application } from "./offer-events.ts";
import { office } from "./office.ts";
import { predictVariant } from "./predict-variant.ts";
import { labelled } from "./protocol.ts";
import { logApplication, logEvent } from "./testing/log-events.ts";

const day = 86_400;
const ends = ["O_ACCEPTED", "O_DECLINED", "O_CANCELLED"];

/** Thirty applications, one a day, that end in turn; the accepted ones had their offer returned. */
const applications: Application[] = Array.from({ length: 30 }, (_, k) =>
  logApplication(`${k}`, [
    logEvent("A_SUBMITTED", k * day),
    logEvent("O_CREATED", k * day + 60),
    logEvent("O_SENT", k * day + 70),
    logEvent(k % 3 === 0 ? "O_SENT_BACK" : "W_Nabellen offertes", k * day + 7000),
    logEvent(ends[k % 3] ?? "", k * day + 9000),
    logEvent("W_Valideren aanvraag", k * day + 9100),
  ]),
);
const predict = (all: readonly Application[], variant: "as-published" | "strict-cut" | "known-labels") =>
  predictVariant(labelled(all), ["accepted"], variant, office(applications));

describe("a variant of the protocol", () => {
  test("every test case has every prefix exactly once, cut or whole", () => {
    for (const [variant, length] of [
      ["as-published", 6],
      ["strict-cut", 4],
    ] as const) {
      const [accepted] = predict(applications, variant);
      expect(accepted?.testCases.map(({ id }) => id)).toEqual(["24", "25", "26", "27", "28", "29"]);
      const prefixes = Array.from({ length: 6 }, () => Array.from({ length }, (_, k) => k + 1)).flat();
      expect([...(accepted?.samples.prefixes ?? [])]).toEqual(prefixes);
    }
  });

  test("under the strict cut nothing after the outcome moves a score", () => {
    const later = applications.map((one) => ({
      ...one,
      events: [...one.events, logEvent("W_Nabellen incomplete dossiers", Number(one.id) * day + 9200)],
    }));
    const scores = (all: readonly Application[]) => predict(all, "strict-cut").map((one) => [...one.scores]);
    expect(scores(later)).toEqual(scores(applications));
  });

  test("no score depends on how the test cases ended", () => {
    const otherEnds = applications.map((one, k) =>
      k < 24
        ? one
        : { ...one, events: [...one.events.slice(0, 4), logEvent(ends[(k + 1) % 3] ?? "", k * day + 9000)] },
    );
    const scores = (all: readonly Application[]) => predict(all, "strict-cut").map((one) => [...one.scores]);
    expect(scores(otherEnds)).toEqual(scores(applications));
  });

  test("a returned offer tells acceptance from the prefix on that holds it, not before", () => {
    const [accepted] = predict(applications, "strict-cut");
    expect(accepted?.byPrefix.at(-1)).toEqual({ group: 4, cases: 6, area: 1 });
    expect(accepted?.byPrefix.length).toBe(4);
  });

  test("labels that come after the test start are left out where they must be known", () => {
    const late = applications.map((one) =>
      one.id === "3" ? { ...one, events: [...one.events, logEvent("O_CANCELLED", 99 * day)] } : one,
    );
    const without = late.filter(({ id }) => id !== "3");
    const score = (all: readonly Application[], variant: "as-published" | "known-labels") =>
      predict(all, variant).map((one) => one.score);
    expect(score(late, "known-labels")).toEqual(score(without, "as-published"));
    expect(score(late, "known-labels")).not.toEqual(score(late, "as-published"));
  });
});
