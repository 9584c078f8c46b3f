import { describe, expect, it } from "vitest";
import { at, testClient } from "../testing/test-client.ts";

const field = (fullName: string, more = ""): string =>
  `<metadata xsi:type="CustomField"><fullName>${fullName}</fullName><label>L</label><type>Text</type><length>20</length>${more}</metadata>`;

describe("Tooling queries", () => {
  it("tell custom fields, whoever may see them, and those of activities once", async () => {
    const { sandbox, send, rest } = testClient();
    const session = `<SessionHeader><sessionId>${sandbox.accessToken}</sessionId></SessionHeader>`;
    const body = `<createMetadata>${field("Opportunity.Own__c")}${field("Activity.Key__c")}</createMetadata>`;
    await send(
      "POST",
      "/services/Soap/m/67.0",
      `<Envelope xmlns:xsi="x"><Header>${session}</Header><Body>${body}</Body></Envelope>`,
    );
    const query = (soql: string) => rest("GET", `/tooling/query/?q=${encodeURIComponent(soql)}`);
    const answer = await query("SELECT Id, TableEnumOrId, DeveloperName FROM CustomField ORDER BY Id");
    expect(answer.body).toMatchObject({ size: 2, totalSize: 2, done: true, entityTypeName: "CustomField" });
    expect(at(answer.body, "records.0")).toMatchObject({
      attributes: {
        type: "CustomField",
        url: expect.stringMatching(/^\/services\/data\/v67\.0\/tooling\/sobjects\/CustomField\/00N\w{15}$/),
      },
      TableEnumOrId: "Opportunity",
      DeveloperName: "Own",
    });
    expect(at(answer.body, "records.1.TableEnumOrId")).toBe("Activity");
    const typed = await query(
      "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Opportunity' AND QualifiedApiName IN ('Own__c', 'Amount', 'AccountId') ORDER BY QualifiedApiName",
    );
    expect(at(typed.body, "records")).toMatchObject([
      { QualifiedApiName: "AccountId", DataType: "Lookup(Account)" },
      { QualifiedApiName: "Amount", DataType: "Currency(16, 2)" },
      { QualifiedApiName: "Own__c", DataType: "Text(20)" },
    ]);
    expect((await query("SELECT Id FROM Opportunity")).status).toBe(400);
  });
});
