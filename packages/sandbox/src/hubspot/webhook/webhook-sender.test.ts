import { describe, expect, test } from "vitest";
import { type Loose, START, someDeal, somePortfolio, testPortal } from "../testing/test-client.ts";
import { signatureV3 } from "./sign-request.ts";
import type { HubspotWebhookOptions } from "./webhook-sender.ts";

const TARGET = "https://hooks.example.com/hubspot?tenant=a%2Fb%3D1";

/** A subscribed app that keeps what it is sent and answers as the test says. */
function app(types: readonly string[], more: Partial<HubspotWebhookOptions> = {}) {
  const { sandbox, wait, post } = testPortal();
  const received: { body: string; events: Loose[]; headers: Headers; url: string }[] = [];
  let status = 200;
  const webhooks = sandbox.subscribe({
    targetUrl: TARGET,
    subscriptions: types.map((type) => {
      const [name = "", propertyName] = type.split("=");
      return { type: name, ...(propertyName ? { propertyName } : {}) };
    }),
    deliver: async (request) => {
      const body = await request.text();
      received.push({ body, events: JSON.parse(body), headers: request.headers, url: request.url });
      return new Response(null, { status });
    },
    ...more,
  });
  return {
    sandbox,
    wait,
    post,
    webhooks,
    received,
    events: () => received.flatMap((each) => each.events),
    answerWith(next: number): void {
      status = next;
    },
  };
}

const deal = { properties: { dealname: "D", dealstage: "qualifiedtobuy", pipeline: "default" } };

describe("what is told", () => {
  test("a creation with its values, a change, a deletion and a restore, of what was subscribed to", async () => {
    const types = ["deal.creation", "deal.propertyChange=dealstage", "deal.deletion", "deal.restore"];
    const { sandbox, webhooks, events, wait } = app(types);
    const { id } = sandbox.create("deals", deal);
    wait(1_000);
    sandbox.edit("deals", id, { dealstage: "closedwon", dealname: "Other" });
    sandbox.archive("deals", id);
    sandbox.archive("deals", id);
    sandbox.restore("deals", id);
    await webhooks.send();
    expect(events().map(({ subscriptionType, propertyValue }) => [subscriptionType, propertyValue])).toEqual([
      ["deal.creation", undefined],
      ["deal.propertyChange", "qualifiedtobuy"],
      ["deal.propertyChange", "closedwon"],
      ["deal.deletion", undefined],
      ["deal.restore", undefined],
    ]);
    expect(events()[2]).toEqual({
      eventId: expect.any(Number),
      subscriptionId: expect.any(Number),
      portalId: 12_345_678,
      appId: 5_005_005,
      occurredAt: START + 1_000,
      subscriptionType: "deal.propertyChange",
      attemptNumber: 0,
      objectId: Number(id),
      propertyName: "dealstage",
      propertyValue: "closedwon",
      isSensitive: false,
      changeSource: "CRM_UI",
    });
  });

  test.each([
    ["primary", 0],
    ["new", 2],
  ] as const)("a merge that keeps ids: %s", async (mergedIds, place) => {
    const portal = testPortal({ mergedIds });
    const told: Loose[] = [];
    const deliver = async (request: Request) => {
      told.push(...JSON.parse(await request.text()));
      return new Response();
    };
    const subscriptions = [{ type: "deal.merge" }];
    const webhooks = portal.sandbox.subscribe({ targetUrl: TARGET, subscriptions, deliver });
    const ids = [deal, { properties: { dealname: "E", amount: "5" } }].map(
      (each) => portal.sandbox.create("deals", each).id,
    );
    const { id } = portal.sandbox.merge("deals", ids[0] ?? "", ids[1] ?? "");
    await webhooks.send();
    expect(told).toEqual([
      expect.objectContaining({
        primaryObjectId: Number(ids[0]),
        mergedObjectIds: [Number(ids[1])],
        newObjectId: Number(id),
        numberOfPropertiesMoved: 1,
      }),
    ]);
    expect(portal.sandbox.records("deals").map((record) => record.id)).toEqual([id]);
    expect(ids.indexOf(id)).toBe(place === 0 ? 0 : -1);
  });

  test("an association is told from both of its ends, and once", async () => {
    const { sandbox, webhooks, events } = app(["deal.associationChange", "contact.associationChange"]);
    const from = { objectType: "deals", id: sandbox.create("deals", deal).id };
    const to = { objectType: "contacts", id: sandbox.create("contacts", { properties: {} }).id };
    sandbox.associate(from, to);
    sandbox.associate(from, to);
    sandbox.dissociate(from, to);
    await webhooks.send();
    const [dealId, contactId] = [Number(from.id), Number(to.id)];
    expect(
      events().map((event) => [
        event.associationType,
        event.fromObjectId,
        event.toObjectId,
        event.associationRemoved,
      ]),
    ).toEqual([
      ["DEAL_TO_CONTACT", dealId, contactId, false],
      ["CONTACT_TO_DEAL", contactId, dealId, false],
      ["DEAL_TO_CONTACT", dealId, contactId, true],
      ["CONTACT_TO_DEAL", contactId, dealId, true],
    ]);
    expect(events()[0]).not.toHaveProperty("objectId");
  });

  test("a deletion for privacy is told as a deletion too, and leaves nothing behind (P1)", async () => {
    const { sandbox, webhooks, events, post } = app(["contact.deletion", "contact.privacyDeletion"]);
    const { id } = sandbox.create("contacts", { properties: { email: "ada@example.com" } });
    const body = { objectId: "ada@example.com", idProperty: "email" };
    expect((await post("/crm/v3/objects/contacts/gdpr-delete", body)).status).toBe(204);
    await webhooks.send();
    expect(events().map((event) => event.subscriptionType)).toEqual([
      "contact.deletion",
      "contact.privacyDeletion",
    ]);
    expect([sandbox.record("contacts", id), sandbox.records("contacts", { archived: true })]).toEqual([
      undefined,
      [],
    ]);
  });

  test("a generic subscription names the object and covers activities", async () => {
    const { sandbox, received } = app([]);
    const subscriptions = [{ type: "object.creation", objectType: "meetings" }];
    const generic = sandbox.subscribe({
      targetUrl: TARGET,
      subscriptions,
      deliver: async (request) => {
        received.push({
          body: "",
          events: JSON.parse(await request.text()),
          headers: request.headers,
          url: request.url,
        });
        return new Response();
      },
    });
    sandbox.create("meetings", { properties: { hs_timestamp: "2026-11-03T09:00:00Z" } });
    await generic.send();
    expect(received[0]?.events[0]).toMatchObject({
      objectTypeId: "0-47",
      subscriptionType: "object.creation",
    });
  });

  test("nothing of what is loaded, nor after the app stops listening", async () => {
    const { sandbox, webhooks } = app(["deal.creation"]);
    sandbox.loadPortfolio(somePortfolio({ deals: [someDeal("1")] }));
    webhooks.stop();
    sandbox.create("deals", deal);
    expect(webhooks.waiting).toBe(0);
  });

  test.each([
    [{ type: "call.creation" }, "HubSpot has no subscription call.creation"],
    [{ type: "deal.privacyDeletion" }, "HubSpot has no subscription deal.privacyDeletion"],
    [{ type: "deal.propertyChange" }, "deal.propertyChange takes a propertyName"],
  ])("refuses %j", (subscription, message) => {
    const { sandbox } = testPortal();
    const options = { targetUrl: TARGET, subscriptions: [subscription], deliver: () => new Response() };
    expect(() => sandbox.subscribe(options)).toThrow(message);
  });
});

describe("how it is sent", () => {
  test("in requests of at most 100 events, signed with the current secret (H1)", async () => {
    const { sandbox, webhooks, received, wait } = app(["contact.creation"]);
    for (let count = 0; count < 250; count++) sandbox.create("contacts", { properties: {} });
    wait(5_000);
    expect(await webhooks.send()).toEqual({ requests: 3, delivered: 250, refused: 0, givenUp: 0 });
    expect(received.map((each) => each.events.length)).toEqual([100, 100, 50]);
    const [first] = received;
    const expected = signatureV3("sandbox-client-secret", {
      method: "POST",
      uri: "https://hooks.example.com/hubspot?tenant=a/b%3D1",
      body: first?.body ?? "",
      timestamp: START + 5_000,
    });
    expect(first?.headers.get("x-hubspot-signature-v3")).toBe(expected);
    expect(first?.headers.get("x-hubspot-request-timestamp")).toBe(String(START + 5_000));
  });

  test("the published example of a signature", () => {
    const request = {
      method: "POST",
      uri: "https://www.example.com/webhook_uri",
      body: '{"example_field":"example_value"}',
      timestamp: 1_760_000_000_000,
    };
    expect(signatureV3("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", request)).toBe(
      "pFBmdi3QOMEogfBccJR2DGibLrd1tDR/iyH6rwu2zg0=",
    );
  });

  test("what is refused comes again later, ten times, and is then given up", async () => {
    const { sandbox, webhooks, received, wait, answerWith } = app(["deal.creation"]);
    sandbox.create("deals", deal);
    answerWith(500);
    expect(await webhooks.send()).toMatchObject({ requests: 1, refused: 1 });
    expect(await webhooks.send()).toMatchObject({ requests: 0 });
    wait(60_000);
    answerWith(200);
    expect(await webhooks.send()).toMatchObject({ delivered: 1 });
    expect(received.map((each) => each.events[0]?.attemptNumber)).toEqual([0, 1]);
    sandbox.create("deals", deal);
    answerWith(404);
    expect(await webhooks.drain()).toEqual({ requests: 11, delivered: 0, refused: 10, givenUp: 1 });
  });

  test("late, doubled, dropped and out of order, the same for the same seed (H4)", async () => {
    const run = async (seed: number) => {
      const rates = { late: 0.3, doubled: 0.2, dropped: 0.2, reordered: 0.3 };
      const { sandbox, webhooks, events } = app(["deal.propertyChange=amount"], {
        disturbance: { seed, rates },
      });
      const { id } = sandbox.create("deals", deal);
      for (let value = 1; value <= 200; value++) sandbox.edit("deals", id, { amount: String(value) });
      await webhooks.send();
      const atOnce = events().map((event) => Number(event.propertyValue));
      await webhooks.drain();
      return { atOnce, all: events().map((event) => Number(event.propertyValue)) };
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    expect(first.atOnce.length).toBeLessThan(first.all.length);
    expect(new Set(first.all).size).toBeLessThan(200);
    expect(first.all.length).toBeGreaterThan(new Set(first.all).size);
    expect(first.atOnce).not.toEqual(first.atOnce.toSorted((a, b) => a - b));
  });

  test("signed with either secret while two count", async () => {
    const disturbance = { seed: 1, rates: { previousSecret: 0.5 } };
    const { sandbox, webhooks, received } = app(["deal.creation"], { disturbance, batchSize: 1 });
    sandbox.oauth.setClientSecrets(["new", "old"]);
    for (let count = 0; count < 20; count++) sandbox.create("deals", deal);
    await webhooks.send();
    const by = (secret: string) =>
      received.filter(({ body, headers }) => {
        const request = { method: "POST", uri: "https://hooks.example.com/hubspot?tenant=a/b%3D1", body };
        return (
          headers.get("x-hubspot-signature-v3") === signatureV3(secret, { ...request, timestamp: START })
        );
      }).length;
    expect(by("new") + by("old")).toBe(20);
    expect(Math.min(by("new"), by("old"))).toBeGreaterThan(0);
  });
});
