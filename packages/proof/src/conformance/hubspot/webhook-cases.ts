import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import type { CrmRecord, Notice } from "@headway/crm";
import { type HubspotWebhookOptions, hubspotWebhooks, signedHeaders } from "@headway/hubspot/webhooks";
import type { HubspotSubscription, HubspotWebhookDisturbance } from "@headway/sandbox";
import type { ProofCase } from "../conformance-proof.ts";
import { addDeals, type Open, portalCase } from "./portal-case.ts";
import { pullAll, pullNamed, recordsAmong } from "./testing/portal-world.ts";

const publicUrl = "https://hooks.example.com";
const targetUrl = `${publicUrl}/hubspot?tenant=a%2Fb`;
const subscriptions: readonly HubspotSubscription[] = [
  ...["creation", "deletion", "restore", "merge", "associationChange"].map((what) => ({
    type: `deal.${what}`,
  })),
  { type: "deal.propertyChange", propertyName: "dealname" },
  { type: "deal.propertyChange", propertyName: "dealstage" },
  { type: "contact.privacyDeletion" },
  { type: "contact.deletion" },
];

/** Webhooks: a nudge to look, however they come (`invariant:H1` to `invariant:H8`). */
export const webhookCases: readonly ProofCase[] = [
  portalCase("association-only-change", async (open) => {
    const { world, crm, sandbox, deliver } = await openHooks(open);
    const [id = ""] = addDeals(sandbox, 1);
    const contact = sandbox.create("contacts", { properties: { email: "a@example.com" } }).id;
    await deliver();
    world.clock.advance(3_600_000);
    const before = sandbox.record("deals", id)?.updatedAt;
    sandbox.associate({ objectType: "deals", id }, { objectType: "contacts", id: contact });
    equal(sandbox.record("deals", id)?.updatedAt, before);
    const notices = await deliver();
    ok(notices.some(({ refs }) => refs.some((ref) => ref.object === "deal" && ref.id === id)));
    const [deal] = recordsAmong(await pullNamed(crm, "deal", [id]));
    deepEqual(deal?.links.contact, { status: "known", value: [contact] });
  }),
  portalCase("webhooks-doubled-late-reordered-and-dropped", async (open) => {
    for (const seed of [1, 2, 3]) {
      const rates = { late: 0.3, doubled: 0.3, dropped: 0.2, reordered: 0.3 };
      await sameAsPulling(open, { seed, rates });
    }
  }),
  portalCase("webhooks-of-either-secret", async (open) => {
    const { sandbox, deliver } = await openHooks(
      open,
      { clientSecrets: ["new-secret", "sandbox-client-secret"] },
      { seed: 5, rates: { previousSecret: 0.5 } },
    );
    sandbox.oauth.setClientSecrets(["new-secret", "sandbox-client-secret"]);
    const ids = addDeals(sandbox, 30);
    const notices = await deliver(1);
    equal(new Set(notices.flatMap(({ refs }) => refs.map((ref) => ref.id))).size, ids.length);
  }),
  portalCase("webhooks-in-batches-of-100", async (open) => {
    const { sandbox, deliver, requests } = await openHooks(open);
    addDeals(sandbox, 250);
    const notices = await deliver();
    equal(new Set(notices.flatMap(({ refs }) => refs.map((ref) => ref.id))).size, 250);
    equal(requests.length, Math.ceil((250 * 3) / 100));
  }),
  portalCase("webhook-of-a-merge-names-every-record", async (open) => {
    const { sandbox, crm, deliver } = await openHooks(open, {}, undefined, "new");
    const [one = "", other = ""] = addDeals(sandbox, 2);
    await deliver();
    const survivor = sandbox.merge("deals", one, other);
    const ids = (await deliver()).flatMap(({ refs }) => refs.map((ref) => ref.id));
    for (const id of [one, other, survivor.id]) ok(ids.includes(id), `${id} is named by no notice`);
    const told = (await pullNamed(crm, "deal", [one, other, survivor.id])).map((change) => change.type);
    deepEqual(told.sort(), ["merged", "merged", "upserted"]);
  }),
  portalCase("privacy-deletion-says-whom-to-forget", async (open) => {
    const { sandbox, crm, deliver } = await openHooks(open);
    const { id } = sandbox.create("contacts", { properties: { email: "gone@example.com" } });
    sandbox.erase("contacts", id);
    const forgotten = (await deliver()).flatMap((notice) => notice.forget ?? []);
    deepEqual(forgotten, [{ object: "contact", id }]);
    const [change] = await pullNamed(crm, "contact", [id]);
    equal(change?.type, "deleted");
  }),
  portalCase("webhook-that-could-not-be-stored-comes-again", async (open) => {
    const { sandbox, failNext, deliver } = await openHooks(open);
    const [id] = addDeals(sandbox, 1);
    failNext(2);
    const notices = await deliver();
    ok(notices.some(({ refs }) => refs[0]?.id === id));
  }),
  portalCase("forged-webhook-is-refused", async (open) => {
    const { receive, at } = await openHooks(open);
    for (const clientSecret of ["guessed", "sandbox-client-secret "]) {
      await rejects(receive(await signed({ clientSecret, at })), { code: "bad-signature" });
    }
    await rejects(receive(await signed({ at, tampered: true })), { code: "bad-signature" });
    await rejects(receive(new Request(targetUrl, { method: "POST", body: "[]" })), { code: "bad-signature" });
  }),
  portalCase("replayed-webhook-is-refused-once-old", async (open) => {
    const { receive, at, world } = await openHooks(open);
    const request = await signed({ at });
    deepEqual(await receive(request.clone()), await receive(request.clone()));
    world.clock.advance(301_000);
    await rejects(receive(request), { code: "bad-signature" });
  }),
  portalCase("webhook-of-an-unknown-portal", async (open) => {
    const { receive, at } = await openHooks(open, { accountIds: ["1"] });
    await rejects(receive(await signed({ at })), { code: "not-found" });
  }),
];

/** A portal whose webhooks are received; `deliver` sends what waits and gives the notices that were stored. */
async function openHooks(
  open: Open,
  options: { clientSecrets?: readonly string[]; accountIds?: readonly string[] } = {},
  disturbance?: HubspotWebhookDisturbance,
  mergedIds: "primary" | "new" = "primary",
) {
  const world = await open({ portal: { limits: "off", mergedIds }, adapter: { limits: "off" } });
  const { sandbox, crm, clock } = world;
  const settings: HubspotWebhookOptions = {
    clientSecrets: options.clientSecrets ?? sandbox.oauth.clientSecrets,
    publicUrl,
    accountIds: options.accountIds ?? [String(sandbox.portalId)],
    now: clock.now,
  };
  const hooks = hubspotWebhooks(settings);
  const requests: number[] = [];
  const state = { stored: [] as Notice[], failures: 0 };
  const store = (notices: readonly Notice[]): void => {
    state.failures -= 1;
    if (state.failures >= 0) throw new Error("disk full");
    state.stored.push(...notices);
  };
  const sender = sandbox.subscribe({
    targetUrl,
    subscriptions,
    async deliver(request) {
      const answer = await hooks.handle(request, store);
      requests.push(answer.status);
      return answer;
    },
    ...(disturbance === undefined ? {} : { disturbance }),
  });
  const deliver = async (rounds = 1): Promise<Notice[]> => {
    state.stored = [];
    for (let round = 0; round < rounds; round += 1) await sender.drain();
    return state.stored;
  };
  const failNext = (times: number): void => {
    state.failures = times;
  };
  return { world, sandbox, crm, deliver, failNext, requests, receive: hooks.receive, at: clock.now() };
}

/** Looking where notices say, and pulling where none came, ends in the same state as pulling alone. */
async function sameAsPulling(open: Open, disturbance: HubspotWebhookDisturbance): Promise<void> {
  const { world, sandbox, crm, deliver } = await openHooks(open, {}, disturbance);
  const held = new Map<string, CrmRecord | null>();
  const first = await pullAll(crm, "deal");
  const ids = addDeals(sandbox, 20);
  for (const [index, id] of ids.entries()) {
    world.clock.advance(1_000);
    sandbox.edit("deals", id, { dealname: `Edited ${index}` });
    if (index % 5 === 0) sandbox.archive("deals", id);
  }
  for (const { refs } of await deliver()) {
    for (const change of await pullNamed(
      crm,
      "deal",
      refs.map((ref) => ref.id),
    ))
      note(held, change);
  }
  for (const change of (await pullAll(crm, "deal", first.cursor)).changes) note(held, change);
  const living = [...held].flatMap(([id, record]) => (record === null ? [] : [id]));
  deepEqual(
    living.sort(),
    sandbox
      .records("deals")
      .map((record) => record.id)
      .sort(),
  );
}

function note(
  held: Map<string, CrmRecord | null>,
  change: Awaited<ReturnType<typeof pullNamed>>[number],
): void {
  if (change.type === "upserted") held.set(change.record.id, change.record);
  if (change.type === "deleted") held.set(change.ref.id, null);
}

/** A request of HubSpot's about one deal of the sandbox's portal. */
async function signed(options: { at: number; clientSecret?: string; tampered?: boolean }): Promise<Request> {
  const { at, clientSecret = "sandbox-client-secret", tampered = false } = options;
  const event = { portalId: 12_345_678, subscriptionType: "deal.creation", objectId: 5, occurredAt: at };
  const body = JSON.stringify([event]);
  const headers = await signedHeaders({ clientSecret, uri: targetUrl, body, at });
  return new Request(targetUrl, { method: "POST", headers, body: tampered ? body.replace("5", "6") : body });
}
