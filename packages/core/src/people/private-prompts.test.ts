import { describe, expect, test } from "vitest";
import * as core from "../index.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";

const plain = "I am more than my number";

/** What a seller's own device does; the key never leaves it. */
async function seal(text: string): Promise<string> {
  const bytes = new Uint8Array(32).fill(7);
  const iv = new Uint8Array(12).fill(9);
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt"]);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)));
}

const noteAbout = async (prompt: core.PrivatePromptId, at = 10, id = "n") =>
  core.sealedNote({
    ...{ id, writtenAt: day(at), personId: "p", prompt, keyId: "p-2026" },
    sealed: await seal(plain),
  });
const prompts = (asOf: number, chosen: core.PrivatePromptId[], sealedNotes: core.SealedNote[] = []) =>
  core.scheduledPrompts({
    personId: "p",
    chosen,
    notebook: core.Notebook.parse({ sealedNotes }),
    policy: core.defaultPolicy,
    asOf: day(asOf),
  });

describe("private prompts", () => {
  test.each([
    ["what defines me (domain:E13)", "what-defines-me", 90],
    ["values in behaviour (domain:O3)", "values-in-behaviour", 7],
    ["a disconnect: influence, wait or change (domain:O5)", "disconnect", 90],
    ["one's deepest truth, every day (domain:O13)", "deepest-truth", 1],
  ] as const)("%s is asked, answered under seal, and asked again after its days", async (_name, id, days) => {
    expect(prompts(10, [id])).toMatchObject([{ id, answeredAt: null, isDue: true, dueAt: day(10) }]);
    const note = await noteAbout(id);
    expect(prompts(10 + days - 1, [id], [note])).toMatchObject([
      { isDue: days <= 0, answeredAt: day(10), dueAt: day(10 + days) },
    ]);
    expect(prompts(10 + days, [id], [note])).toMatchObject([{ isDue: true }]);
    expect(JSON.stringify(prompts(10 + days, [id], [note]))).not.toContain(note.sealed);
  });

  test("come to nobody who has not chosen them (domain:E13)", () => {
    expect(prompts(10, [])).toEqual([]);
    expect(core.privatePrompts.map(({ id }) => id)).toEqual(core.PrivatePromptId.options);
  });

  test("an answer to one is none to another, nor somebody else's (domain:O3)", async () => {
    const other = await noteAbout("deepest-truth");
    const colleague = { ...(await noteAbout("values-in-behaviour")), personId: "q" };
    expect(prompts(11, ["values-in-behaviour"], [other, colleague])).toMatchObject([
      { answeredAt: null, isDue: true },
    ]);
  });
});

describe("a sealed note (domain 3.14)", () => {
  test.each([
    ["words by mistake", plain],
    ["Base64 too short to be sealed", btoa("I am more")],
    ["nothing", ""],
  ])("is refused when it is %s", (_name, sealed) => {
    const note = {
      id: "n",
      writtenAt: day(1),
      personId: "p",
      prompt: "disconnect" as const,
      keyId: "k",
      sealed,
    };
    expect(() => core.sealedNote(note)).toThrow();
  });

  test("nothing in the library opens one (domain:E13, domain:O3, domain:O5, domain:O13)", () => {
    expect(Object.keys(core).filter((name) => /open|unseal|decrypt|reveal|key/i.test(name))).toEqual([]);
  });

  test("neither it nor its words get into any assessment, view or review", async () => {
    const note = await noteAbout("what-defines-me");
    const people = Array.from({ length: 5 }, (_, index) => ({
      id: index === 0 ? "p" : `p${index}`,
      teamId: "t",
    }));
    const portfolio = { deals: [exampleDeal()], accounts: [{ id: "a", ownerId: "p" }], people };
    const evidence = [exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(20) })];
    const notebook = core.Notebook.parse({ sealedNotes: [note] });
    const asOf = day(30);
    for (const leaderView of ["deals", "team", "named"] as const) {
      const policy = core.parsePolicy({ people: { leaderView, namedBasis: "agreement" } });
      const assessment = core.assessPortfolio({ portfolio, evidence, policy, notebook, asOf });
      const input = { assessment, portfolio, policy, notebook, personId: "p" };
      const outputs = [
        assessment,
        core.leaderView(assessment, policy),
        core.coachingQueue(input),
        core.coachingReview({ ...input, reader: "leader" }),
        core.weeklyPlan(input),
        core.windshield(input),
        core.ownGoalBoard(input),
        core.landscape(input),
        core.goalContainment(input),
        core.rollingPlan(input),
        core.teamProgress(input),
        core.sprintIndex(input),
        core.builtStatement({
          person: { id: "p" },
          deals: portfolio.deals,
          evidence,
          policy,
          notebook,
          asOf,
        }),
      ];
      const text = JSON.stringify(outputs);
      expect(text).not.toContain(note.sealed);
      expect(text).not.toContain(plain);
      expect(text).not.toContain("p-2026");
    }
  });
});
