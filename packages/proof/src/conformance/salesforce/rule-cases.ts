import assert from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { createDeal } from "./testing/adapter-world.ts";
import { provisionKey, trouble, updateDeal, upsertTask } from "./trouble.ts";

/** What an administrator's rules refuse: parked with the org's own words, the other rows untouched. */
export const ruleCases: readonly ProofCase[] = [
  trouble("validation-rule-in-the-orgs-own-words", {}, async ({ sandbox, adapter }) => {
    const [bad, good] = [createDeal(sandbox), createDeal(sandbox)];
    const message = "No next step without a name that starts with D";
    sandbox.addValidationRule({
      object: "Opportunity",
      message,
      field: "NextStep",
      breaks: ({ Name, NextStep }) => Boolean(NextStep) && !String(Name).startsWith("D"),
    });
    sandbox.edit("Opportunity", bad, { Name: "X" });
    const outcomes = await adapter.push([
      updateDeal(bad, { nextStep: "Call" }),
      updateDeal(good, { nextStep: "Call" }),
    ]);
    const [first, second] = outcomes;
    assert.ok(first?.status === "refused" && second?.status === "written");
    assert.match(first.reason, new RegExp(message));
    assert.equal(first.field, "NextStep");
    assert.equal(sandbox.record("Opportunity", bad)?.NextStep ?? null, null);
  }),
  trouble("duplicate-rule-in-the-orgs-own-words", {}, async ({ sandbox, adapter }) => {
    const message = "There is an account of this name";
    sandbox.create("Account", { Name: "Acme" });
    const id = sandbox.create("Account", { Name: "Other" });
    sandbox.addDuplicateRule({ object: "Account", fields: ["Name"], action: "block", message });
    const [outcome] = await adapter.push([
      { type: "update", ref: { object: "account", id }, fields: { name: "Acme" } },
    ]);
    assert.ok(outcome?.status === "refused");
    assert.equal(outcome.code, "conflict");
    assert.match(outcome.reason, /DUPLICATES_DETECTED/);
  }),
  trouble("required-field-that-is-empty", {}, async ({ sandbox, adapter }) => {
    const id = createDeal(sandbox, { NextStep: "Call" });
    sandbox.requireField("Opportunity.NextStep");
    const [outcome] = await adapter.push([updateDeal(id, { nextStep: null })]);
    assert.ok(outcome?.status === "refused", outcome?.status);
    assert.match(outcome.reason, /REQUIRED_FIELD_MISSING/);
  }),
  trouble("owner-who-is-inactive", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    const ownerId = sandbox.create("User", {
      LastName: "Gone",
      Username: "gone@example.com",
      Email: "gone@example.com",
      Alias: "gone",
      IsActive: false,
    });
    const [bad, good] = await adapter.push([upsertTask("v1:a", { ownerId }), upsertTask("v1:b")]);
    assert.ok(bad?.status === "refused" && good?.status === "written", bad?.status);
    assert.match(bad.reason, /INACTIVE/);
  }),
  trouble("field-hidden-by-field-level-security", {}, async ({ sandbox, adapter }) => {
    const id = createDeal(sandbox);
    sandbox.hideField("Opportunity.NextStep");
    const [outcome] = await adapter.push([updateDeal(id, { nextStep: "Call" })]);
    assert.ok(outcome?.status === "refused");
    assert.match(outcome.reason, /can see/);
    const { missingGrants } = await adapter.describe();
    assert.ok(
      missingGrants.status === "known" && missingGrants.value.includes("Opportunity.NextStep (read)"),
    );
  }),
];
