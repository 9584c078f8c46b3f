import { describe, expect, it } from "vitest";
import type { Portfolio, PortfolioActivity } from "../../portfolio.ts";
import { at, column, testClient } from "../testing/test-client.ts";

function email(
  id: string,
  direction: "inbound" | "outbound",
  contactIds: readonly string[],
): PortfolioActivity {
  return {
    id,
    type: "email",
    at: "2026-01-12T12:00:00Z",
    dealIds: [],
    contactIds,
    accountIds: [],
    direction,
    subject: "About the offer",
  };
}

const portfolio: Portfolio = {
  users: [],
  accounts: [],
  contacts: ["c1", "c2"].map((id) => ({
    id,
    firstName: "Client",
    lastName: id,
    email: `${id}@acme.example`,
    createdAt: "2025-12-02T00:00:00Z",
  })),
  pipelines: [],
  deals: [],
  activities: [
    email("in", "inbound", ["c1", "c2"]),
    email("out", "outbound", ["c2", "c1"]),
    email("none", "inbound", []),
  ],
};

describe("who e-mails are from and to", () => {
  it("is a row for each contact of an e-mail of a portfolio, stamped as the e-mail is", async () => {
    const { sandbox, query } = testClient();
    const { activities, contacts } = sandbox.loadPortfolio(portfolio);
    const answer = await query(
      "SELECT EmailMessageId, EmailMessage.Subject, RelationId, RelationType, RelationAddress, RelationObjectType, CreatedDate, SystemModstamp FROM EmailMessageRelation ORDER BY EmailMessageId, Id",
    );
    expect(column(answer, "EmailMessageId")).toEqual(
      ["in", "in", "out", "out"].map((id) => activities.get(id)),
    );
    expect(column(answer, "RelationId")).toEqual(["c1", "c2", "c2", "c1"].map((id) => contacts.get(id)));
    const types = ["FromAddress", "CcAddress", "ToAddress", "ToAddress"];
    expect(column(answer, "RelationType")).toEqual(types);
    expect(at(answer.body, "records.1")).toMatchObject({
      EmailMessage: { Subject: "About the offer" },
      RelationAddress: "c2@acme.example",
      RelationObjectType: "Contact",
      CreatedDate: "2026-01-12T12:00:00.000+0000",
      SystemModstamp: "2026-01-12T12:00:00.000+0000",
    });
  });

  it("takes the kind of person and her address from the record that is related", () => {
    const { sandbox } = testClient();
    const contact = sandbox.create("Contact", { LastName: "Moe", Email: "moe@acme.example" });
    const message = sandbox.create("EmailMessage", { Subject: "Hi", Status: "1" });
    const row = { EmailMessageId: message, RelationType: "ToAddress" };
    const related = sandbox.create("EmailMessageRelation", { ...row, RelationId: contact });
    const stranger = sandbox.create("EmailMessageRelation", { ...row, RelationAddress: "x@y.example" });
    expect(sandbox.record("EmailMessageRelation", related)).toMatchObject({
      RelationAddress: "moe@acme.example",
      RelationObjectType: "Contact",
    });
    expect(sandbox.record("EmailMessageRelation", stranger)).toMatchObject({
      RelationAddress: "x@y.example",
      RelationObjectType: null,
    });
    sandbox.remove("EmailMessage", message);
    expect(sandbox.records("EmailMessageRelation").map((each) => each.IsDeleted)).toEqual([true, true]);
  });

  it("is described, and is not there where e-mails are no records", async () => {
    const { body } = await testClient().rest("GET", "/sobjects/EmailMessageRelation/describe");
    const fields = at(body, "fields");
    const names = Array.isArray(fields) ? fields.map((field) => at(field, "name")) : [];
    expect(names).toEqual([
      "Id",
      "EmailMessageId",
      "RelationId",
      "RelationType",
      "RelationAddress",
      "RelationObjectType",
      "IsDeleted",
      "CreatedDate",
      "CreatedById",
      "SystemModstamp",
    ]);
    const without = testClient({ features: { emailMessages: false } });
    const answer = await without.query("SELECT Id FROM EmailMessageRelation");
    expect(at(answer.body, "0.errorCode")).toBe("INVALID_TYPE");
  });
});
