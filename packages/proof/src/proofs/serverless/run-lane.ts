import { startSandbox } from "@headway/sandbox";
import { type EnrolledDeal, endState, enrolledDeal } from "./enrolled-deal.ts";
import { type FunctionHost, functionHost } from "./function-host.ts";

/** What became of one deal. */
export interface SeedResult {
  readonly seed: number;
  readonly hasUniqueKey: boolean;
  readonly calls: number;
  readonly thrown: number;
  readonly struck: number;
  /** What was not as it should be; empty where all was. */
  readonly faults: readonly string[];
}

const dealsToAProcess = 10;
/** After so many calls the faults end, as outages do. A call repeats no request by itself, so that many end while reading. */
const callsUnderFaults = 15;
const mostCalls = 18;
/** Later than anything that is made while the proof runs: what is recorded after it is not seen. */
const asOf = Date.now() + 3_600_000;

const rates = {
  ...{ rateLimited: 0.03, dailyLimited: 0.01, locked: 0.02, failedBefore: 0.05, failedAfter: 0.05 },
  ...{ reset: 0.02, lost: 0.03, broken: 0.02, truncated: 0.02, slow: 0.01 },
};

/** Runs some seeds one after the other, on a server of its own whose portal changes with every seed. */
export async function runLane(
  bundle: string,
  seeds: readonly number[],
  progress: () => void,
): Promise<readonly SeedResult[]> {
  let current = await enrolledDeal(asOf, true);
  const { accessToken } = current.portal;
  const struck = { count: 0 };
  const running = await startSandbox({
    hubspot: { ...current.portal, fetch: (request) => countStruck(current.portal.fetch(request), struck) },
  });
  const results: SeedResult[] = [];
  let host: FunctionHost | undefined;
  try {
    for (const [index, seed] of seeds.entries()) {
      if (index % dealsToAProcess === 0) {
        host?.stop();
        host = functionHost(bundle, environmentOf(running.hubspot.url, accessToken));
      }
      current = await enrolledDeal(asOf, seed % 2 === 0);
      if (host !== undefined) {
        struck.count = 0;
        results.push(await runSeed(seed, current, host, accessToken, struck));
      }
      progress();
    }
  } finally {
    host?.stop();
    await running.close();
  }
  return results;
}

function environmentOf(url: string, token: string): Record<string, string> {
  return {
    ...{ HEADWAY_ORIGIN: url, HEADWAY_TOKEN: token, HEADWAY_BUDGET_MS: "3000" },
    HEADWAY_AS_OF: new Date(asOf).toISOString(),
  };
}

async function runSeed(
  seed: number,
  deal: EnrolledDeal,
  host: FunctionHost,
  token: string,
  counted: { readonly count: number },
): Promise<SeedResult> {
  const { portal, event } = deal;
  const hasUniqueKey = seed % 2 === 0;
  const faults: string[] = [];
  const look = (text: string, where: string): void => {
    if (text.includes(token)) faults.push(`the secret is in ${where}`);
  };
  portal.setFaults({ seed, rates, slowByMs: 6_000 });
  let thrown = 0;
  let calls = 0;
  let ended = false;
  while (!ended && calls < mostCalls) {
    if (calls === callsUnderFaults) portal.clearFaults();
    const end = await host.call(event);
    calls += 1;
    look(JSON.stringify(end), "what the function gave back");
    if (end.type === "outputs") {
      ended = true;
      const { headway_status: status } = end.fields;
      if (status !== "assessed")
        faults.push(`ended with \`${String(status)}\`: ${String(end.fields.headway_message)}`);
    } else {
      thrown += 1;
      const repeats = end.status === 429 || (end.status ?? 0) >= 500;
      if (!repeats) faults.push(`threw what HubSpot does not re-run: ${end.text.slice(0, 300)}`);
    }
  }
  if (!ended) faults.push("never ended, though the faults had");
  const struck = counted.count;
  portal.clearFaults();
  faults.push(...(await differences(deal, host, hasUniqueKey)));
  look(host.printed(), "what the function printed");
  look(JSON.stringify(endState(deal)), "the CRM");
  return { seed, hasUniqueKey, calls, thrown, struck, faults };
}

/** Beside a deal that met no fault, and after one more call, nothing may differ. */
async function differences(deal: EnrolledDeal, host: FunctionHost, hasUniqueKey: boolean): Promise<string[]> {
  const found: string[] = [];
  const { fields, tasks } = endState(deal);
  const again = await host.call(deal.event);
  if (again.type !== "outputs" || again.fields.headway_written !== 0) {
    found.push(`one more call wrote: ${JSON.stringify(again).slice(0, 300)}`);
  }
  if (tasks.length !== 2) found.push(`${tasks.length} tasks instead of 2: ${tasks.join(" | ")}`);
  if (JSON.stringify(tasks) !== JSON.stringify(expectedTasks))
    found.push(`other tasks: ${tasks.join(" | ")}`);
  for (const [name, value] of Object.entries(expectedFields)) {
    if (String(fields[name] ?? "") !== value) found.push(`${name} is ${String(fields[name])}, not ${value}`);
  }
  if (fields.headway_stall !== undefined && fields.headway_stall !== null)
    found.push("headway_stall was written");
  return hasUniqueKey ? found : found.map((text) => `without a unique key: ${text}`);
}

/** Worked out by hand from the one promise of {@link enrolledDeal}: it was an advance, and is overdue by two days. */
const expectedTasks = ["Ask about: sends the numbers (Alpha)", "Logged: the buyer will: sends the numbers"];
const expectedFields: Readonly<Record<string, string>> = {
  headway_advances: "1",
  headway_last_advance: new Date(asOf - 9 * 86_400_000).toISOString().slice(0, 10),
  headway_computed_at: new Date(asOf).toISOString(),
  headway_policy: "headway-default-1",
  headway_next_ask: "Ask the buyer about: sends the numbers",
};

/** Counts answers that a fault spoilt visibly: 4xx, 5xx, and connections that ended. */
async function countStruck(answer: Promise<Response>, struck: { count: number }): Promise<Response> {
  try {
    const response = await answer;
    if (response.status >= 400) struck.count += 1;
    return response;
  } catch (error) {
    struck.count += 1;
    throw error;
  }
}
