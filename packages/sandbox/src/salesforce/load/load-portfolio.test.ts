import { describe, expect, it } from "vitest";
import type { Portfolio, PortfolioDeal } from "../../portfolio.ts";
import { at, column, testClient } from "../testing/test-client.ts";

const stages = [
  { id: "s1", label: "Discovery", probability: 0.2, closed: false },
  { id: "s2", label: "Proposal", probability: 0.65, closed: false },
  { id: "s3", label: "Won", probability: 1, closed: true },
  { id: "s4", label: "Lost", probability: 0, closed: true },
];

const deal: PortfolioDeal = {
  id: "d1",
  name: "Big one",
  pipelineId: "p",
  accountId: "a1",
  contactIds: ["c1", "c2"],
  ownerId: "u1",
  amount: "1000.50",
  currency: "EUR",
  closeDate: "2026-04-30",
  nextStep: "Send terms",
  createdAt: "2026-01-05T10:00:00+01:00",
  stages: [
    { stageId: "s1", at: "2026-01-05T10:00:00+01:00", userId: "u1" },
    { stageId: "s2", at: "2026-01-20T08:15:30.250Z", userId: "u2" },
  ],
  fields: { health: "green", score_total: 7, agreed: true, review_on: "2026-03-31" },
};

const portfolio: Portfolio = {
  users: [
    { id: "u1", name: "Rita van Rep", email: "rita@us.example", active: true },
    { id: "u2", name: "Sam", email: "sam@us.example", active: false },
  ],
  accounts: [
    { id: "a1", name: "Acme", domain: "acme.example", ownerId: "u1", createdAt: "2025-12-01T00:00:00Z" },
  ],
  contacts: ["c1", "c2"].map((id) => ({
    id,
    firstName: "Client",
    lastName: id.toUpperCase(),
    email: `${id}@acme.example`,
    accountId: "a1",
    createdAt: "2025-12-02T00:00:00Z",
  })),
  pipelines: [{ id: "p", label: "Sales", stages }],
  deals: [deal],
  activities: [
    {
      id: "t1",
      type: "call",
      at: "2026-01-10T09:00:00Z",
      ownerId: "u1",
      dealIds: ["d1"],
      contactIds: ["c1"],
      accountIds: ["a1"],
      direction: "inbound",
      title: "They rang",
      body: "Good talk",
      durationMs: 90_000,
      disposition: "Connected",
    },
    {
      id: "t2",
      type: "task",
      at: "2026-03-20T17:00:00Z",
      ownerId: "u1",
      dealIds: ["d1"],
      contactIds: [],
      accountIds: [],
      subject: "Ask for the date",
      done: false,
    },
    {
      id: "t3",
      type: "email",
      at: "2026-01-12T12:00:00Z",
      ownerId: "u1",
      dealIds: ["d1"],
      contactIds: ["c2"],
      accountIds: ["a1"],
      direction: "inbound",
      subject: "Thank you",
      text: "You saved our week.",
    },
  ],
};

describe("a portfolio", () => {
  it("becomes an opportunity with its account, owner, stage and the company's own fields", async () => {
    const { sandbox, query } = testClient();
    const ids = sandbox.loadPortfolio(portfolio);
    const soql =
      "SELECT Id, Name, Amount, StageName, Probability, ExpectedRevenue, IsClosed, CloseDate, NextStep, CreatedDate, SystemModstamp, LastStageChangeDate, LastActivityDate, Owner.Name, Account.Website, health__c, score_total__c, agreed__c, review_on__c FROM Opportunity";
    const record = at((await query(soql)).body, "records.0");
    expect(record).toMatchObject({
      Id: ids.deals.get("d1"),
      Name: "Big one",
      Amount: 1000.5,
      StageName: "Proposal",
      Probability: 65,
      ExpectedRevenue: 650.33,
      IsClosed: false,
      CloseDate: "2026-04-30",
      NextStep: "Send terms",
      CreatedDate: "2026-01-05T09:00:00.000+0000",
      SystemModstamp: "2026-01-20T08:15:30.000+0000",
      LastStageChangeDate: "2026-01-20T08:15:30.000+0000",
      LastActivityDate: "2026-01-10",
      Owner: { Name: "Rita van Rep" },
      Account: { Website: "acme.example" },
      health__c: "green",
      score_total__c: 7,
      agreed__c: true,
      review_on__c: "2026-03-31",
    });
  });

  it("leaves a history row for every stage at its instant, by whoever moved it", async () => {
    const { sandbox, query } = testClient();
    sandbox.loadPortfolio(portfolio);
    const answer = await query(
      "SELECT StageName, Probability, CreatedDate, CreatedBy.Name FROM OpportunityHistory ORDER BY Id",
    );
    expect(column(answer, "StageName")).toEqual(["Discovery", "Proposal"]);
    expect(column(answer, "Probability")).toEqual([20, 65]);
    expect(column(answer, "CreatedDate")).toEqual([
      "2026-01-05T09:00:00.000+0000",
      "2026-01-20T08:15:30.000+0000",
    ]);
    expect(column(answer, "CreatedBy.Name")).toEqual(["Rita van Rep", "Sam"]);
  });

  it("writes the history of all deals in the order in which it happened", async () => {
    const { sandbox } = testClient();
    const between = {
      ...deal,
      id: "d2",
      createdAt: "2026-01-06T00:00:00Z",
      stages: [{ stageId: "s1", at: "2026-01-06T00:00:00Z" }],
    };
    const ids = sandbox.loadPortfolio({ ...portfolio, deals: [between, deal] });
    const [first, second] = [ids.deals.get("d1"), ids.deals.get("d2")];
    expect(sandbox.records("OpportunityHistory").map((row) => row.OpportunityId)).toEqual([
      first,
      second,
      first,
    ]);
    expect(sandbox.records("Opportunity").map((row) => row.Id)).toEqual([first, second]);
  });

  it("makes calls and tasks of tasks, e-mails of e-mail messages, and links them", async () => {
    const { sandbox } = testClient();
    const ids = sandbox.loadPortfolio(portfolio);
    const links = {
      WhatId: ids.deals.get("d1"),
      AccountId: ids.accounts.get("a1"),
      OwnerId: ids.users.get("u1"),
    };
    expect(sandbox.record("Task", ids.activities.get("t1") ?? "")).toMatchObject({
      ...links,
      WhoId: ids.contacts.get("c1"),
      TaskSubtype: "Call",
      CallType: "Inbound",
      CallDurationInSeconds: 90,
      CallDisposition: "Connected",
      Description: "Good talk",
      IsClosed: true,
      ActivityDate: "2026-01-10",
      CompletedDateTime: "2026-01-10T09:00:00.000+0000",
    });
    expect(sandbox.record("Task", ids.activities.get("t2") ?? "")).toMatchObject({
      ...links,
      TaskSubtype: "Task",
      Status: "Not Started",
      IsClosed: false,
      ActivityDate: "2026-03-20",
      CreatedDate: "2026-03-02T09:30:15.000+0000",
    });
    expect(sandbox.record("EmailMessage", ids.activities.get("t3") ?? "")).toMatchObject({
      RelatedToId: ids.deals.get("d1"),
      Incoming: true,
      FromAddress: "c2@acme.example",
      ToAddress: "rita@us.example",
      TextBody: "You saved our week.",
      MessageDate: "2026-01-12T12:00:00.000+0000",
    });
    const roles = sandbox.records("OpportunityContactRole");
    expect(roles.map((role) => [role.ContactId, role.IsPrimary])).toEqual([
      [ids.contacts.get("c1"), true],
      [ids.contacts.get("c2"), false],
    ]);
  });

  it("replaces the stages by its own, in selling order, with what each means", async () => {
    const { sandbox, query, rest } = testClient();
    sandbox.loadPortfolio(portfolio);
    const answer = await query(
      "SELECT MasterLabel, IsClosed, IsWon, DefaultProbability FROM OpportunityStage ORDER BY SortOrder",
    );
    expect(column(answer, "MasterLabel")).toEqual(["Discovery", "Proposal", "Won", "Lost"]);
    expect(column(answer, "IsClosed")).toEqual([false, false, true, true]);
    expect(column(answer, "IsWon")).toEqual([false, false, true, false]);
    expect(column(answer, "DefaultProbability")).toEqual([20, 65, 100, 0]);
    const { text } = await rest("GET", "/sobjects/Opportunity/describe");
    expect([text.includes('"Discovery"'), text.includes('"Prospecting"')]).toEqual([true, false]);
  });

  it("with two pipelines has record types, and keeps namesakes of other meaning apart", async () => {
    const { sandbox, query } = testClient();
    const renewals = {
      id: "r",
      label: "Renewals",
      stages: [{ id: "x", label: "Proposal", probability: 0.9, closed: false }],
    };
    const renewal = {
      ...deal,
      id: "d2",
      pipelineId: "r",
      currency: "USD",
      stages: [{ stageId: "x", at: deal.createdAt }],
    };
    sandbox.loadPortfolio({
      ...portfolio,
      pipelines: [...portfolio.pipelines, renewals],
      deals: [deal, renewal],
    });
    const answer = await query(
      "SELECT StageName, RecordType.Name, CurrencyIsoCode FROM Opportunity ORDER BY Id",
    );
    expect(column(answer, "StageName")).toEqual(["Proposal", "Proposal (Renewals)"]);
    expect(column(answer, "RecordType.Name")).toEqual(["Sales", "Renewals"]);
    expect(column(answer, "CurrencyIsoCode")).toEqual(["EUR", "USD"]);
  });

  it("refuses a stage that its pipeline does not have", () => {
    const broken = { ...portfolio, deals: [{ ...deal, stages: [{ stageId: "nope", at: deal.createdAt }] }] };
    expect(() => testClient().sandbox.loadPortfolio(broken)).toThrow("No stage `nope` in pipeline `p`");
  });
});
