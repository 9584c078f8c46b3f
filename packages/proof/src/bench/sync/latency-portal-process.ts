import { startSandbox } from "@headway/sandbox";
import { makePortfolio } from "../deal-portfolio.ts";

/** Where the portal listens. */
export interface LatencyPortal {
  readonly url: string;
  readonly accessToken: string;
}

/** A small portal in a process of its own that takes so many milliseconds for every answer. */
const [latencyMs = "80"] = process.argv.slice(2);
const { hubspot } = await startSandbox({ hubspot: { limits: "off", latencyMs: Number(latencyMs) } });
hubspot.sandbox.loadPortfolio(
  makePortfolio({
    deals: 20,
    activitiesPerDeal: 1,
    pipelines: [],
    pipelineId: "default",
    stageIds: ["appointmentscheduled", "qualifiedtobuy"],
  }),
);
const address: LatencyPortal = { url: hubspot.url, accessToken: hubspot.accessToken };
process.send?.(address);
process.once("disconnect", () => process.exit(0));
