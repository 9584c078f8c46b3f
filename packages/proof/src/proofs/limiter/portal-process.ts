import { hubspotSandbox, startSandbox } from "@headway/sandbox";
import { makePortfolio } from "../../bench/deal-portfolio.ts";

/** Where the portal listens. */
export interface PortalAddress {
  readonly url: string;
  readonly accessToken: string;
}

/** One request as the portal saw it come in; `atMs` by its own clock, which only goes forward. */
export interface SeenRequest {
  readonly atMs: number;
  readonly by: "fleet" | "neighbour";
  readonly lane: "general" | "search";
  readonly status: number;
}

/**
 * A portal in a process of its own, with HubSpot's limits on, that notes every request before it looks at it. To any
 * message it answers with all that it saw.
 */
const portal = hubspotSandbox({ limits: "real", edition: "professional" });
portal.loadPortfolio(
  makePortfolio({
    deals: 300,
    activitiesPerDeal: 0,
    pipelines: [],
    pipelineId: "default",
    stageIds: ["appointmentscheduled", "qualifiedtobuy"],
  }),
);
const seen: SeenRequest[] = [];
const noted = async (request: Request): Promise<Response> => {
  const atMs = performance.now();
  const by = request.headers.has("x-neighbour") ? "neighbour" : "fleet";
  const lane = new URL(request.url).pathname.endsWith("/search") ? "search" : "general";
  const response = await portal.fetch(request);
  seen.push({ atMs, by, lane, status: response.status });
  return response;
};
const { hubspot } = await startSandbox({ hubspot: { ...portal, fetch: noted } });
const address: PortalAddress = { url: hubspot.url, accessToken: hubspot.accessToken };
process.send?.(address);
process.on("message", () => process.send?.(seen));
process.once("disconnect", () => process.exit(0));
