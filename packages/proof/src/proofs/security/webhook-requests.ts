import { CrmError } from "@headway/crm";
import { hubspotWebhooks, signedHeaders } from "@headway/hubspot/webhooks";
import { seeded } from "../cramming/seeded.ts";
import { mostTold, type PartResult, type SecurityPart } from "./security-part.ts";
import { webhookChanges } from "./webhook-changes.ts";
import { at, clientSecrets, publicUrl, toRequest, validWebhook } from "./webhook-parts.ts";

const counts = { full: { changed: 100_000, valid: 10_000 }, small: { changed: 1_500, valid: 200 } } as const;

function receiver() {
  return hubspotWebhooks({ clientSecrets, publicUrl, accountIds: ["12345678"], appId: "77", now: () => at });
}

/** `invariant:H1`, H2, H3, H7 and H8: only what HubSpot signed for us, now, about our portals gets in. */
export const webhookRequests: SecurityPart = {
  name: "webhooks",
  async run(size, tell) {
    const { changed, valid } = counts[size];
    const misses: string[] = [];
    const { accepted, kinds } = await tryChanged(changed, misses, tell);
    const refusedValid = await tryValid(valid, misses);
    const signed = await trySignedNonsense(misses);
    const figures = {
      ...{ mutatedRequests: changed, mutatedKinds: kinds, mutatedAccepted: accepted },
      ...{ validRequests: valid, validRefused: refusedValid },
      ...{ signedNonsense: signed.tried, signedNonsenseAccepted: signed.accepted },
    };
    return { figures, misses: misses.slice(0, mostTold) } satisfies PartResult;
  },
};

async function outcomeOf(request: Request): Promise<string> {
  try {
    await receiver().receive(request);
    return "accepted";
  } catch (error) {
    return CrmError.is(error) ? error.code : `threw ${String(error)}`;
  }
}

async function tryChanged(count: number, misses: string[], tell: (done: number, of: number) => void) {
  const random = seeded(20_271);
  const changes = Object.entries(webhookChanges);
  const seen = new Set<string>();
  let accepted = 0;
  for (let tried = 0, turn = 0; tried < count; turn += 1) {
    const [name, change] = changes[turn % changes.length] ?? ["", () => undefined];
    const parts = await change(await validWebhook(random), random);
    if (parts === undefined) continue;
    tried += 1;
    seen.add(name);
    const outcome = await outcomeOf(toRequest(parts));
    if (outcome === "accepted") accepted += 1;
    if (outcome !== "bad-signature") misses.push(`a webhook with ${name}: ${outcome}`);
    if (tried % 2_000 === 0) tell(tried, count);
  }
  return { accepted, kinds: seen.size };
}

/** Ten of a hundred are sent a hundred times: notices say where to look, so that a repeat has no effect of its own. */
async function tryValid(count: number, misses: string[]): Promise<number> {
  const random = seeded(31_337);
  let refused = 0;
  for (let index = 0; index < count; index += 1) {
    const parts = await validWebhook(random);
    const outcome = await outcomeOf(toRequest(parts));
    if (outcome === "accepted") continue;
    refused += 1;
    misses.push(`a valid webhook was refused: ${outcome}`);
  }
  const parts = await validWebhook(random);
  const first = await receiver().receive(toRequest(parts));
  const again = await receiver().receive(toRequest(parts));
  if (JSON.stringify(first) !== JSON.stringify(again)) misses.push("a repeated webhook says something else");
  return refused;
}

const event = {
  portalId: 12_345_678,
  appId: 77,
  subscriptionType: "deal.creation",
  objectId: 1,
  occurredAt: at,
};

/** Signed with the right secret and still not to be taken in (`invariant:H7`, `invariant:H8`). */
const nonsense: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  "another portal": JSON.stringify([{ ...event, portalId: 1 }]),
  "another portal among ours": JSON.stringify([event, { ...event, portalId: 99 }]),
  "another app": JSON.stringify([{ ...event, appId: 78 }]),
  "no portal": JSON.stringify([{ ...event, portalId: null }]),
  "no time": JSON.stringify([{ ...event, occurredAt: "soon" }]),
  "no list": JSON.stringify(event),
  "no JSON": "[{",
  "a byte order mark": `\ufeff${JSON.stringify([event])}`,
  "1,001 events": JSON.stringify(Array.from({ length: 1_001 }, () => event)),
  "33 levels": `${"[".repeat(33)}${"]".repeat(33)}`,
  "100,000 levels": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "more than a mebibyte": JSON.stringify([{ ...event, propertyValue: "x".repeat(1_048_577) }]),
};

async function trySignedNonsense(misses: string[]): Promise<{ tried: number; accepted: number }> {
  let accepted = 0;
  for (const [name, body] of Object.entries(nonsense)) {
    const uri = `${publicUrl}/hubspot`;
    const text = typeof body === "string" ? body : "";
    const headers = await signedHeaders({ clientSecret: clientSecrets[0], uri, body: text, at });
    const request = new Request(`http://127.0.0.1${"/hubspot"}`, { method: "POST", headers, body });
    const outcome = await outcomeOf(request);
    if (outcome === "accepted") accepted += 1;
    if (!["invalid", "not-found"].includes(outcome)) misses.push(`${name}, signed: ${outcome}`);
  }
  return { tried: Object.keys(nonsense).length, accepted };
}
