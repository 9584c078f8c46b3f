import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

const DATED = "/crm/objects/2026-09/deals";
const RULES = [
  { type: "required", objectType: "deals", properties: ["amount"] },
  {
    type: "required",
    objectType: "deals",
    properties: ["closed_lost_reason"],
    when: { property: "dealstage", values: ["closedlost"] },
  },
  {
    type: "pattern",
    objectType: "contacts",
    property: "firstname",
    pattern: "^\\p{L}+$",
    error: "INVALID_ALPHA",
    message: "Enter only letters",
  },
] as const;

function problemsOf(message: unknown): [name: string, error: string][] {
  const list: { name: string; error: string }[] = JSON.parse(String(message).replace(/^[^[]*/, ""));
  return list.map(({ name, error }) => [name, error]);
}

describe("what admins require (hubspot facts §0.3)", () => {
  test.each([
    ["/crm/objects/2026-09/deals", 400],
    ["/crm/objects/2026-03/deals", 201],
    ["/crm/v3/objects/deals", 201],
  ])("is asked of writes on %s: %i", async (path, status) => {
    const { post } = testPortal({ rules: RULES });
    const { body, ...answer } = await post(path, { properties: { dealname: "D" } });
    expect(answer.status).toBe(status);
    if (status === 400) {
      expect(body.category).toBe("VALIDATION_ERROR");
      expect(problemsOf(body.message)).toEqual([["amount", "REQUIRED_FIELD"]]);
    }
  });

  test("while another property has a value, and of what the whole record then holds", async () => {
    const { post, send, sandbox } = testPortal({ rules: RULES });
    const id = String((await post(DATED, { properties: { dealname: "D", amount: "1" } })).body.id);
    const lost = await send("PATCH", `${DATED}/${id}`, { properties: { dealstage: "closedlost" } });
    expect(problemsOf(lost.body.message)).toEqual([["closed_lost_reason", "REQUIRED_FIELD"]]);
    sandbox.edit("deals", id, { closed_lost_reason: "price" });
    const again = await send("PATCH", `${DATED}/${id}`, { properties: { dealstage: "closedlost" } });
    expect(again.status).toBe(200);
  });

  test("refuses one row of a traced batch and lets the others through", async () => {
    const { post } = testPortal({ rules: RULES });
    const inputs = [{ dealname: "D" }, { dealname: "E", amount: "2" }].map((properties, index) => ({
      properties,
      objectWriteTraceId: String(index),
    }));
    const { status, body } = await post(`${DATED}/batch/create`, { inputs });
    expect([status, body.numErrors, body.errors?.[0]?.context?.objectWriteTraceId]).toEqual([207, 1, ["0"]]);
  });

  test("patterns hold for every version, in the admin's words", async () => {
    const { post } = testPortal({ rules: RULES });
    const { body } = await post("/crm/v3/objects/contacts", { properties: { firstname: "R2D2" } });
    expect(body.message).toBe(
      'Property values were not valid: [{"isValid":false,"message":"Enter only letters","error":"INVALID_ALPHA","name":"firstname"}]',
    );
  });
});

describe("values", () => {
  test.each([
    ["amount", " 5", "LEADING_TRAILING_WHITESPACE"],
    ["dealtype", "newbusiness ", "LEADING_TRAILING_WHITESPACE"],
    ["deal_currency_code", "CHF", "INVALID_OPTION"],
    ["amount_in_home_currency", "5", "READ_ONLY_VALUE"],
    ["hs_v2_cumulative_time_in_closedwon", "5", "READ_ONLY_VALUE"],
    ["num_associated_contacts", "5", "READ_ONLY_VALUE"],
  ])("%s = %j is refused as %s", async (name, value, error) => {
    const { post } = testPortal();
    const { body } = await post(DATED, { properties: { [name]: value } });
    expect(problemsOf(body.message)).toEqual([[name, error]]);
  });

  test("text keeps its blanks", async () => {
    const { post } = testPortal();
    expect((await post(DATED, { properties: { dealname: " D " } })).body.properties?.dealname).toBe(" D ");
  });
});
