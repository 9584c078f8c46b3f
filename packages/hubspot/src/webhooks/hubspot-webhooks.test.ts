import type { CrmError, Notice } from "@headway/crm";
import { describe, expect, test } from "vitest";
import { type HubspotWebhookOptions, hubspotWebhooks, signedHeaders } from "./index.ts";

const at = Date.UTC(2027, 0, 4);
const publicUrl = "https://hooks.example.com";
const clientSecret = "app-secret-1";

function open(options: Partial<HubspotWebhookOptions> = {}) {
  const defaults = { clientSecrets: [clientSecret], publicUrl, accountIds: ["62515"], now: () => at };
  return hubspotWebhooks({ ...defaults, ...options });
}

/** A request of HubSpot's, as a server behind a proxy sees it. */
async function delivery(body: string, change: { secret?: string; path?: string; receivedAt?: string } = {}) {
  const { secret = clientSecret, path = "/hubspot?tenant=a", receivedAt = "http://10.0.0.7:8080" } = change;
  const headers = await signedHeaders({ clientSecret: secret, uri: `${publicUrl}${path}`, body, at });
  return new Request(`${receivedAt}${path}`, { method: "POST", headers, body });
}

function event(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventId: 1,
    subscriptionId: 2,
    portalId: 62_515,
    appId: 77,
    occurredAt: at - 5_000,
    subscriptionType: "deal.propertyChange",
    attemptNumber: 0,
    objectId: 901,
    propertyName: "dealstage",
    propertyValue: "closedwon",
    ...change,
  };
}

async function received(
  events: readonly unknown[],
  options?: Partial<HubspotWebhookOptions>,
): Promise<Notice[]> {
  return open(options).receive(await delivery(JSON.stringify(events)));
}

describe("events become notices", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["a change of a deal", {}, ["deal/901"]],
    ["a company made", { subscriptionType: "company.creation" }, ["account/901"]],
    ["a contact restored", { subscriptionType: "contact.restore" }, ["contact/901"]],
    [
      "an object by its type id",
      { subscriptionType: "object.propertyChange", objectTypeId: "0-47" },
      ["meeting/901"],
    ],
    [
      "a merge that makes a new record",
      {
        subscriptionType: "deal.merge",
        objectId: 5,
        primaryObjectId: 5,
        mergedObjectIds: [6, 7],
        newObjectId: 8,
      },
      ["deal/5", "deal/8", "deal/6", "deal/7"],
    ],
    [
      "a link made or removed, at both ends",
      {
        subscriptionType: "deal.associationChange",
        objectId: undefined,
        associationType: "DEAL_TO_CONTACT",
        fromObjectId: 5,
        toObjectId: 6,
        associationRemoved: true,
      },
      ["deal/5", "contact/6"],
    ],
    [
      "a link by type ids",
      {
        subscriptionType: "object.associationChange",
        objectTypeId: "0-3",
        fromObjectTypeId: "0-3",
        toObjectTypeId: "0-2",
        fromObjectId: 5,
        toObjectId: 6,
      },
      ["deal/5", "account/6"],
    ],
  ])("%s", async (_, change, refs) => {
    const [notice] = await received([event(change)]);
    expect(notice?.refs.map((ref) => `${ref.object}/${ref.id}`)).toEqual(refs);
    expect(notice).toMatchObject({ accountId: "62515", occurredAt: "2027-01-03T23:59:55.000Z" });
  });

  test("no value of an event comes through (invariant:H5)", async () => {
    expect(JSON.stringify(await received([event()]))).not.toContain("closedwon");
  });

  test("a privacy deletion names the person to forget (invariant:P1)", async () => {
    const deletion = event({ subscriptionType: "contact.deletion", objectId: 3 });
    const privacy = event({ subscriptionType: "contact.privacyDeletion", objectId: 3 });
    const notices = await received([deletion, privacy, privacy]);
    expect(notices.map((notice) => notice.forget)).toEqual([undefined, [{ object: "contact", id: "3" }]]);
  });

  test("objects that Headway does not read give no notice", async () => {
    expect(await received([event({ subscriptionType: "ticket.creation" })])).toEqual([]);
  });
});

describe("batches", () => {
  test("a hundred events about one deal are one notice, at the latest time", async () => {
    const events = Array.from({ length: 100 }, (_, index) =>
      event({ eventId: index, occurredAt: at - index }),
    );
    expect(await received(events)).toEqual([
      { accountId: "62515", refs: [{ object: "deal", id: "901" }], occurredAt: "2027-01-04T00:00:00.000Z" },
    ]);
  });

  test("order and repetition make no difference (invariant:H4)", async () => {
    const events = Array.from({ length: 20 }, (_, index) =>
      event({ objectId: 900 + (index % 5), occurredAt: at - index * 1_000 }),
    );
    const expected = await received(events);
    expect(await received([...events].reverse())).toEqual(expected);
    expect(await received([...events, ...events])).toEqual(expected);
    const times = expected.map((notice) => notice.occurredAt);
    expect(times).toEqual([...times].sort());
  });
});

describe("what is not to be trusted", () => {
  test.each<[string, string, Partial<HubspotWebhookOptions>, string, string]>([
    ["another secret", JSON.stringify([event()]), { clientSecrets: ["other"] }, "bad-signature", "signature"],
    [
      "another address",
      JSON.stringify([event()]),
      { publicUrl: "https://evil.example" },
      "bad-signature",
      "signature",
    ],
    [
      "an unknown portal (invariant:H8)",
      JSON.stringify([event()]),
      { accountIds: ["1"] },
      "not-found",
      "unknown-portal",
    ],
    ["another app", JSON.stringify([event()]), { appId: "78" }, "not-found", "another-app"],
    ["no list", JSON.stringify(event()), {}, "invalid", "not-a-list"],
    ["no JSON", "[", {}, "invalid", "not-json"],
    ["a byte order mark", `\ufeff${JSON.stringify([event()])}`, {}, "invalid", "not-json"],
    ["no event", "[1]", {}, "invalid", "not-an-event"],
    [
      "an event without a time",
      JSON.stringify([event({ occurredAt: "now" })]),
      {},
      "invalid",
      "not-an-event",
    ],
    [
      "too many events (invariant:H7)",
      JSON.stringify(Array(1_001).fill(event())),
      {},
      "invalid",
      "too-many-events",
    ],
    ["too deep (invariant:H7)", `${"[".repeat(40)}${"]".repeat(40)}`, {}, "invalid", "too-deep"],
    ["too long (invariant:H7)", `[${" ".repeat(1024 * 1024)}]`, {}, "invalid", "too-large"],
  ])("%s", async (_, body, options, code, check) => {
    const attempt = open(options).receive(await delivery(body));
    await expect(attempt).rejects.toMatchObject({ code, details: { vendorCode: check } });
  });

  test("the portals may be known by a question", async () => {
    const known = (id: string) => Promise.resolve(id === "62515");
    expect(await received([event()], { accountIds: known })).toHaveLength(1);
  });
});

describe("answers to HubSpot", () => {
  const handled = async (
    body: string,
    store: () => void | Promise<void>,
    options: Partial<HubspotWebhookOptions> = {},
  ): Promise<[number, string, string[]]> => {
    const refused: CrmError[] = [];
    const answer = await open(options).handle(await delivery(body), store, (error) => refused.push(error));
    return [answer.status, await answer.text(), refused.map((error) => error.code)];
  };
  const good = JSON.stringify([event()]);
  const fail = (): void => {
    throw new Error("disk full");
  };

  test.each<[string, string, () => void, Partial<HubspotWebhookOptions>, number, string[]]>([
    ["200 once stored", good, () => undefined, {}, 200, []],
    ["503 where storing failed, so that it comes again (invariant:H6)", good, fail, {}, 503, []],
    ["401 for a bad signature", good, fail, { clientSecrets: ["other"] }, 401, ["bad-signature"]],
    ["404 for another portal", good, fail, { accountIds: [] }, 404, ["not-found"]],
    ["400 for what is no list", "{}", fail, {}, 400, ["invalid"]],
    ["413 for too much", " ".repeat(1024 * 1024 + 1), fail, {}, 413, ["invalid"]],
  ])("%s", async (_, body, store, options, status, codes) => {
    expect(await handled(body, store, options)).toEqual([status, "", codes]);
  });
});

test.each([
  [{ publicUrl: "http://hooks.example.com" }, /`publicUrl` expected an https address/],
  [{ clientSecrets: [] }, /`clientSecrets` expected at least one client secret/],
  [{ clientSecrets: ["has blanks"] }, /`clientSecrets.0` expected a client secret/],
  [{ accountIds: undefined }, /`accountIds` expected a list of portal ids/],
  [{ secret: "x" }, /unknown `secret`/],
])("options %j are refused", (options, message) => {
  const attempt = () => open(options as Partial<HubspotWebhookOptions>);
  expect(attempt).toThrow(message);
  expect(attempt).not.toThrow(/has blanks/);
});
