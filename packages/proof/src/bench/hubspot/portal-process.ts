import { startSandbox } from "@headway/sandbox";
import { makePortfolio } from "../deal-portfolio.ts";

/** Where the portal listens. */
export interface PortalAddress {
  readonly url: string;
  readonly accessToken: string;
  /** The control server, which sees the records past the adapter. */
  readonly witnessUrl: string;
}

/** What the portal may be told: to let time pass, or to have so many deals edited by a person. */
export type PortalOrder = { readonly advanceMs: number } | { readonly editDeals: number };

/**
 * A portal in a process of its own, so that the memory and the time measured are the adapter's. It
 * answers every order when it is done.
 */
const [deals = "0", activitiesPerDeal = "0", users = "1", textLength = "0"] = process.argv.slice(2);
let offsetMs = 0;
const running = await startSandbox({ hubspot: { limits: "off", now: () => Date.now() + offsetMs } });
const { url, accessToken, sandbox } = running.hubspot;
sandbox.loadPortfolio(
  makePortfolio({
    deals: Number(deals),
    activitiesPerDeal: Number(activitiesPerDeal),
    users: Number(users),
    textLength: Number(textLength),
    pipelines: [],
    pipelineId: "default",
    stageIds: ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled"],
  }),
);
const address: PortalAddress = { url, accessToken, witnessUrl: running.pageUrl };
process.send?.(address);
process.on("message", (order: PortalOrder) => {
  if ("advanceMs" in order) offsetMs += order.advanceMs;
  else {
    const step = Math.floor(sandbox.count("deals") / order.editDeals);
    for (let index = 0; index < order.editDeals; index += 1) {
      const [deal] = sandbox.page("deals", index * step, 1);
      if (deal !== undefined) sandbox.edit("deals", deal.id, { hs_next_step: `Edited ${offsetMs}` });
    }
  }
  process.send?.(order);
});
process.once("disconnect", () => process.exit(0));
