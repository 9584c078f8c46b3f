import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

describe("money (sync-and-reliability:S11)", () => {
  test("an amount keeps its currency and is also given in the company's", async () => {
    const { get, sandbox } = testPortal({ currency: "EUR", exchangeRates: { USD: 0.9 } });
    const properties = { amount: "1000.10", deal_currency_code: "USD", dealstage: "closedwon" };
    const { id } = sandbox.create("deals", { properties });
    const names = "amount,deal_currency_code,amount_in_home_currency,hs_closed_amount_in_home_currency";
    const { body } = await get(`/crm/v3/objects/deals/${id}?properties=${names}`);
    expect(body.properties).toMatchObject({
      amount: "1000.10",
      deal_currency_code: "USD",
      amount_in_home_currency: "900.09",
      hs_closed_amount_in_home_currency: "900.09",
    });
    expect((await get("/account-info/v3/details")).body).toMatchObject({
      companyCurrency: "EUR",
      additionalCurrencies: ["USD"],
    });
  });
});

describe("stages over time", () => {
  const NAMES = ["date_entered", "date_exited", "latest_time_in", "cumulative_time_in"].map(
    (what) => `hs_v2_${what}_qualifiedtobuy`,
  );

  function wandering(edition: "starter" | "professional") {
    const portal = testPortal({ edition });
    const { sandbox, wait } = portal;
    const { id } = sandbox.create("deals", { properties: { dealstage: "qualifiedtobuy" } });
    for (const dealstage of ["contractsent", "qualifiedtobuy", "closedwon"]) {
      wait(60_000);
      sandbox.edit("deals", id, { dealstage });
    }
    wait(60_000);
    return { ...portal, id };
  }

  test("the latest stay and all stays together, where the edition has them", async () => {
    const { get, id } = wandering("professional");
    const { body } = await get(`/crm/v3/objects/deals/${id}?properties=${NAMES.join(",")}`);
    expect(NAMES.map((name) => body.properties?.[name])).toEqual([
      "2026-11-02T09:02:00Z",
      "2026-11-02T09:03:00Z",
      "60000",
      "120000",
    ]);
  });

  test("nothing of them elsewhere, but the history everywhere", async () => {
    const { get, id } = wandering("starter");
    const query = `properties=${NAMES.join(",")}&propertiesWithHistory=dealstage`;
    const { body } = await get(`/crm/v3/objects/deals/${id}?${query}`);
    expect(NAMES.filter((name) => name in (body.properties ?? {}))).toEqual([]);
    expect(body.propertiesWithHistory?.dealstage).toHaveLength(4);
  });
});
