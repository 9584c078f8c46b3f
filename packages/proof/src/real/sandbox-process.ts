import { startSandbox } from "@headway/sandbox";
import { loadBpi2012 } from "./bpi-2012/load.ts";
import type { SandboxAddresses } from "./start-sandbox-process.ts";

/**
 * Both CRMs in a process of their own, so that the engine's memory is the engine's. Rate limits are
 * lifted here: the run is about the engine's work, and 190 requests per 10 s would only add waiting.
 */
async function main(path: string): Promise<void> {
  const running = await startSandbox({ hubspot: { limits: "off" }, salesforce: { limits: "off" } });
  const { portfolio, leftOut } = await loadBpi2012(path);
  running.hubspot.sandbox.loadPortfolio(portfolio);
  running.salesforce.sandbox.loadPortfolio(portfolio);
  const addresses: SandboxAddresses = {
    hubspot: { url: running.hubspot.url, accessToken: running.hubspot.accessToken },
    salesforce: {
      url: running.salesforce.url,
      clientId: running.salesforce.clientId,
      clientSecret: running.salesforce.clientSecret,
    },
    witnessUrl: running.pageUrl,
    leftOut: { ...leftOut },
  };
  process.send?.(addresses);
  process.once("disconnect", () => process.exit(0));
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("the path of the log is missing");
await main(path);
