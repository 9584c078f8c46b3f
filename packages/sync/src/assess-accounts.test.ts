import {
  assessAccount,
  assessDeal,
  collectAccountSpells,
  collectSpells,
  fitCohorts,
  type Spell,
} from "@headway/core";
import { memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { accountFacts, dealFacts } from "./facts.ts";
import { sqliteStore } from "./sqlite/index.ts";
import { readSubjects } from "./subject-batch.ts";
import { summariseAccount, summariseDeal } from "./summaries.ts";
import { createSync } from "./sync.ts";

const crm = memoryCrm();
const asOf = "2026-03-20T00:00:00.000Z";
const rule = (id: string, subject: string, kind: string) => ({
  id,
  version: "1",
  on: { object: "email", where: [{ field: "subject", equals: subject }] },
  gives: { kind, actorSide: "buyer", grade: 4 },
});
const policy = {
  version: "test-1",
  evidenceRules: [
    rule("signed", "Signed", "contract-signed"),
    rule("colleague", "Meet my colleague", "stakeholder-introduced"),
  ],
};

const account = (id: string) => ({ object: "account" as const, id });
const deal = (id: string) => ({ object: "deal" as const, id });

/** Deals of an account alone, sharing an e-mail, told of by another account's e-mail, and of no account. */
async function fill(): Promise<{ accounts: string[]; deals: string[] }> {
  const { backend } = crm;
  const accounts = [
    await backend.create("account", { name: "One Ltd" }),
    await backend.create("account", { name: "Two Ltd" }),
  ];
  const [first = "", second = ""] = accounts;
  const create = (name: string, ...links: { object: "account"; id: string }[]) =>
    backend.create("deal", { name }, { links });
  const alone = await create("alone", account(first));
  const shared = [await create("shared 1", account(second)), await create("shared 2", account(second))];
  const nobodys = await create("nobody's");
  const quiet = await create("quiet", account(first));
  const mail = (subject: string, day: string, ...links: { object: "account" | "deal"; id: string }[]) =>
    backend.create(
      "email",
      { subject, direction: "inbound", occurredAt: `2026-03-${day}T10:00:00.000Z` },
      { links },
    );
  await mail("Meet my colleague", "02", deal(alone), account(first));
  await mail("Signed", "03", ...shared.map(deal), account(second));
  await mail("Meet my colleague", "04", deal(shared[0] ?? ""), account(first));
  await mail("Signed", "05", deal(nobodys));
  return { accounts, deals: [alone, ...shared, nobodys, quiet] };
}

it("assesses an account together with its deals as it would each by itself", async () => {
  const { accounts, deals } = await fill();
  const store = sqliteStore(":memory:");
  const report = await createSync({ crm, store, policy }).run({ asOf });
  expect(report.assessed).toMatchObject({ account: 2, deal: 5 });
  const state = await store.state(crm.crm);
  const pipelines = state.schema?.pipelines.status === "known" ? state.schema.pipelines.value : [];
  const source = { store, crm: crm.crm, pipelines };
  const basis = { policy: state.policy ?? expect.fail(), cohorts: state.cohorts ?? undefined, asOf };
  const spells: Spell[] = [];
  for (const { record, evidence } of await readSubjects(source, "deal", deals)) {
    const facts = record.object === "deal" ? dealFacts(record, pipelines) : undefined;
    if (record.object !== "deal" || facts?.status !== "known") throw new Error("no deal");
    spells.push(...collectSpells(facts.facts, evidence, basis.policy, asOf));
    const alone = assessDeal({ deal: facts.facts, evidence, ...basis });
    const expected = summariseDeal(record, facts.facts, alone);
    expect(await store.assessment(crm.crm, { subject: "deal", id: record.id })).toEqual(expected);
  }
  for (const { record, evidence, deals: named } of await readSubjects(source, "account", accounts)) {
    if (record.object !== "account") throw new Error("no account");
    const input = { account: accountFacts(record), deals: named, evidence, ...basis };
    const alone = assessAccount(input);
    spells.push(...collectAccountSpells(input));
    const expected = summariseAccount(record, alone);
    expect(await store.assessment(crm.crm, { subject: "account", id: record.id })).toEqual(expected);
  }
  // The waits of the deal that no account has are in the curves as well.
  expect(state.cohorts?.spells).toBe(spells.length);
  expect(state.cohorts?.id).toBe(fitCohorts(spells, basis.policy, asOf).id);
});
