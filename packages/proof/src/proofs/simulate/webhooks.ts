import { hubspotWebhooks } from "@headway/hubspot/webhooks";
import type { Mirror } from "@headway/sync/mirror";
import type { MirrorScene } from "./mirror-scene.ts";
import { mirroredFields, propertyOf } from "./vocabulary.ts";

const targetUrl = "https://hooks.example.com/hubspot";

/**
 * Brings HubSpot's webhooks to a mirror: late, twice, out of order or not at all, as the plan says. Gives what
 * brings the rest and ends it.
 */
export function deliverWebhooks(scene: MirrorScene, mirror: Mirror): () => void {
  const { world, time, plan } = scene;
  const { hubspot } = world;
  const receiver = hubspotWebhooks({
    clientSecrets: hubspot.oauth.clientSecrets,
    publicUrl: targetUrl,
    accountIds: [String(hubspot.portalId)],
    now: () => time.now(),
  });
  const types = ["deletion", "merge", "creation"].map((event) => ({ type: `deal.${event}` }));
  const changes = mirroredFields.map((field) => {
    return { type: "deal.propertyChange", propertyName: propertyOf("left", field) };
  });
  const sender = hubspot.subscribe({
    targetUrl,
    subscriptions: [...types, ...changes],
    disturbance: { seed: plan.seed, rates: plan.webhookRates, lateByMs: 1_200_000 },
    deliver: async (request) => {
      const notices = await receiver.receive(request);
      await mirror.nudge("left", notices);
      return new Response(null, { status: 204 });
    },
  });
  let isOver = false;
  const beat = (): void => {
    if (isOver) return;
    time.after(20_000, "webhooks go out", () => {
      void sender.send().catch(() => undefined);
      beat();
    });
  };
  beat();
  return () => {
    isOver = true;
    sender.stop();
  };
}
