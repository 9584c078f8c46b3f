import type { HubspotSandbox } from "@headway/sandbox";
import type { ProofCase, Variant } from "../conformance-proof.ts";
import { type OpenPortal, type OpenPortalOptions, openPortal, type Way } from "./testing/portal-world.ts";

/** Opens a portal with an adapter on the variant under proof; closed by itself when the case ends. */
export type Open = (options?: OpenPortalOptions) => Promise<OpenPortal>;

/** The way of a variant; throws for a version that HubSpot's adapter does not speak. */
export function wayOf({ transport, apiVersion }: Variant): Way {
  if (apiVersion === "2026-09" || apiVersion === "v3") return { transport, apiVersion };
  throw new RangeError(`no HubSpot API ${apiVersion}`);
}

/** A case before portals of its own. */
export function portalCase(name: string, run: (open: Open, way: Way) => Promise<void>): ProofCase {
  return {
    name,
    async run(variant) {
      const way = wayOf(variant);
      const opened: OpenPortal[] = [];
      try {
        await run(async (options) => {
          const world = await openPortal(way, options);
          opened.push(world);
          return world;
        }, way);
      } finally {
        for (const world of opened) await world.close();
      }
    },
  };
}

/** Neither portal nor adapter waits for limits. */
export const unlimited = { portal: { limits: "off" }, adapter: { limits: "off" } } as const;

/** As {@link unlimited}, and the adapter reads back no further than its cursor. */
export const exact = { portal: { limits: "off" }, adapter: { limits: "off", overlapMs: 0 } } as const;

/** Makes companies of one instant; gives their ids. */
export function addCompanies(sandbox: HubspotSandbox, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => sandbox.create("companies", { properties: { name: `C${index}` } }).id,
  );
}

/** Makes deals of one instant; gives their ids. */
export function addDeals(
  sandbox: HubspotSandbox,
  count: number,
  properties: Readonly<Record<string, string>> = {},
): string[] {
  const all = { dealname: "D", dealstage: "appointmentscheduled", ...properties };
  return Array.from({ length: count }, () => sandbox.create("deals", { properties: all }).id);
}

/** An answer with another body and the same headers. */
export function answerWith(answer: Response, body: unknown, status = 200): Response {
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify(body), { status, headers });
}

/** An error of HubSpot's, with its words. */
export function errorAnswer(status: number, category: string, message: string): Response {
  return Response.json({ status: "error", message, category, correlationId: "c-1" }, { status });
}

/** The path of a request without its query. */
export function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}
