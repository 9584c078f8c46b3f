import { type ConformanceHarness, type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type SalesforceSandbox, salesforceSandbox, startSandbox } from "@headway/sandbox";
import { Connection } from "jsforce";
import { salesforceFetch } from "../fetch.ts";
import { salesforce } from "../index.ts";
import { type FaultyOrg, faultyOrg } from "./faulty-org.ts";
import { orgBackend } from "./org-backend.ts";

const overlapMs = 300_000;
const origin = "https://acme.my.salesforce.com";
const pageSize = 10;

function openOrg(): { sandbox: SalesforceSandbox; clock: SimulatedClock; faults: FaultyOrg } {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = salesforceSandbox({
    now: clock.now,
    limits: "off",
    dailyLimit: 1_000_000,
    features: { trackedFields: ["NextStep", "OwnerId"] },
  });
  return { sandbox, clock, faults: faultyOrg(sandbox, clock) };
}

/** What the suite of the contract needs, over plain fetch, in this process. */
export async function overFetch(): Promise<ConformanceHarness> {
  const { sandbox, clock, faults } = openOrg();
  const { accessToken } = sandbox;
  const adapter = salesforceFetch({
    instanceUrl: origin,
    accessToken,
    pageSize,
    ports: clock.ports,
    fetch: (url, init) => faults.fetch(new Request(url, init)),
  });
  const close = async (): Promise<void> => undefined;
  return {
    adapter,
    backend: orgBackend(sandbox, clock, faults, pageSize),
    secrets: [accessToken],
    overlapMs,
    close,
  };
}

/** The same over jsforce. It takes no `fetch`, so the sandbox is served on this machine; what jsforce has under way is told to the clock. */
export async function overSdk(): Promise<ConformanceHarness> {
  const { sandbox, clock, faults } = openOrg();
  const served = await startSandbox({ salesforce: { ...sandbox, fetch: faults.fetch } });
  const { accessToken } = sandbox;
  const connection = new Connection({ instanceUrl: served.salesforce.url, accessToken, version: "67.0" });
  const request = connection.request.bind(connection);
  const tracked: unknown = (...given: Parameters<typeof request>) => faults.unlessHanging(request(...given));
  connection.request = tracked as typeof request;
  const adapter = salesforce({ connection, pageSize, ports: clock.ports });
  const { close } = served;
  return {
    adapter,
    backend: orgBackend(sandbox, clock, faults, pageSize),
    secrets: [accessToken],
    overlapMs,
    close,
  };
}
