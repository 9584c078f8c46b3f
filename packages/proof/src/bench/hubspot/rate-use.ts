import { simulatedClock } from "@headway/crm/conformance";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { hubspotSandbox } from "@headway/sandbox";

/** How the limits were used: of Headway's share, 0 to 1, and how often HubSpot said that it was too much. */
export interface RateUse {
  readonly used: number;
  readonly rateLimited: number;
}

const share = 0.5;
const publishedPerTenSeconds = 190;
const windows = 30;
const tenSeconds = 10_000;
/** How long the portal takes to answer, in virtual time. */
const answerMs = 40;

/**
 * Reads a portal of Professional edition for five minutes of virtual time, as fast as the share lets it.
 * The portal counts by its published limits and refuses what is too much.
 */
export async function measureRate(): Promise<RateUse> {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: clock.now, limits: "real", edition: "professional" });
  for (let index = 0; index < 500; index += 1) {
    sandbox.create("companies", { properties: { name: `Company ${index}` } });
  }
  const startedAt = clock.now();
  const endsAt = startedAt + windows * tenSeconds;
  let sent = 0;
  const crm = hubspotFetch({
    accessToken: sandbox.accessToken,
    share: { burst: share, day: 1 },
    ports: clock.ports,
    async fetch(url, init) {
      if (clock.now() < endsAt) sent += 1;
      const answer = await clock.track(sandbox.fetch(new Request(url, init)));
      clock.advance(answerMs);
      return answer;
    },
  });
  while (clock.now() < endsAt) {
    for await (const _ of crm.pull({ type: "changes", object: "account" })) if (clock.now() >= endsAt) break;
  }
  const most = Math.floor(publishedPerTenSeconds * share) * windows;
  return { used: sent / most, rateLimited: sandbox.requests().rateLimited };
}
