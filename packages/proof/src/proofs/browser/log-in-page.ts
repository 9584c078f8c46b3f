import { demoPortfolio } from "@headway/sandbox";
import type { Page } from "playwright-core";
import type { BrowserResult, BrowserTools } from "./browser-part.ts";
import { serveHeadway } from "./headway-process.ts";
import { type SyncedWorld, syncedWorld } from "./synced-world.ts";
import { watchedPage } from "./watched-page.ts";

/** One form as a person fills it in, and the subject of the task that it makes. */
interface FilledForm {
  readonly kind: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly subjects: readonly string[];
}

/** Logs one of everything in the pages of both CRMs, and looks for it in the sandboxes, past the adapters. */
export async function tryLogging(tools: BrowserTools): Promise<BrowserResult> {
  const today = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000).toISOString();
  const due = new Date(Date.parse(today) + 14 * 86_400_000).toISOString().slice(0, 10);
  tools.tell("logging: syncing the demo's records into both CRMs");
  const portfolio = demoPortfolio({ seed: 7, asOf: today });
  const world = await syncedWorld({ portfolio, asOf: today, crms: ["hubspot", "salesforce"] });
  const server = await serveHeadway(world.place);
  const watched = await watchedPage(tools.browser, server.url, { width: 820 });
  const misses: string[] = [];
  let arrived = 0;
  try {
    for (const [crm, deal] of dealsOf(world)) {
      for (const form of formsUntil(due)) {
        tools.tell(`logging: ${form.kind} in ${crm}`);
        await watched.page.goto(`${server.url}/log/${crm}/deal/${deal}/${form.kind}`);
        await fill(watched.page, form);
        const said = (await watched.page.textContent("main")) ?? "";
        if (!said.includes("holds it as done task"))
          misses.push(`${crm} ${form.kind}: the page says ${said}`);
        const held = subjectsIn(world, crm);
        for (const subject of form.subjects) {
          if (held.filter((one) => one === subject).length === 1) arrived += 1;
          else misses.push(`${crm} does not hold “${subject}” once`);
        }
      }
      misses.push(...(await countsAfterSync(world, watched.page, `${server.url}/why/${crm}/deal/${deal}`)));
    }
    misses.push(
      ...watched.trouble.consoleErrors,
      ...watched.trouble.foreignRequests,
      ...watched.trouble.dialogs,
    );
    return { figures: { formsSent: formsUntil(due).length * 2, tasksArrived: arrived }, misses };
  } finally {
    await watched.close();
    await server.stop();
    await world.close();
  }
}

function dealsOf({ running }: SyncedWorld): [string, string][] {
  const hubspot = running.hubspot.sandbox.records("deals")[0]?.id ?? "";
  const salesforce = running.salesforce.sandbox.records("Opportunity")[0]?.Id;
  return [
    ["hubspot", hubspot],
    ["salesforce", String(salesforce)],
  ];
}

/** Subjects of all tasks, as the CRM itself holds them. */
function subjectsIn({ running }: SyncedWorld, crm: string): string[] {
  return crm === "hubspot"
    ? running.hubspot.sandbox.records("tasks").map(({ properties }) => String(properties.hs_task_subject))
    : running.salesforce.sandbox.records("Task").map((row) => String(row.Subject));
}

async function fill(page: Page, { choices, texts }: FilledForm): Promise<void> {
  for (const [name, value] of Object.entries(choices))
    await page.check(`input[name=${name}][value=${value}]`);
  for (const [name, value] of Object.entries(texts)) await page.fill(`input[name=${name}]`, value);
  await page.click("form.entry button");
}

/** After the next run the page of the deal quotes what was logged. */
async function countsAfterSync(world: SyncedWorld, page: Page, url: string): Promise<string[]> {
  await world.sync();
  await page.goto(url);
  const text = (await page.textContent("main")) ?? "";
  return ["returns the redlines", "You saved our week", "We lose a day a week"]
    .filter((words) => !text.includes(words))
    .map((words) => `after a sync ${url} does not show “${words}”`);
}

function formsUntil(due: string): FilledForm[] {
  const promised = { what: "returns the redlines", buyer: "Dana", by: due };
  return [
    {
      kind: "meeting",
      choices: { verdict: "advance" },
      texts: promised,
      subjects: ["Logged: the meeting ended with advance", "Logged: the buyer will: returns the redlines"],
    },
    {
      kind: "commitment",
      choices: {},
      texts: { ...promised, what: "names the board members" },
      subjects: ["Logged: the buyer will: names the board members"],
    },
    {
      kind: "thanks",
      choices: { from: "client" },
      texts: { quote: "You saved our week" },
      subjects: ["Logged: the client thanked us"],
    },
    {
      kind: "introduction",
      choices: { from: "us" },
      texts: { topic: "hiring" },
      subjects: ["Logged: we made an introduction"],
    },
    {
      kind: "not-sold",
      choices: {},
      texts: { reason: "too early for them" },
      subjects: ["Logged: we advised not to buy"],
    },
    {
      kind: "words",
      choices: { about: "need" },
      texts: { quote: "We lose a day a week" },
      subjects: ["Logged: the buyer's words about need"],
    },
    {
      kind: "triage",
      choices: { decision: "pursuit-paused" },
      texts: { reason: "three deferrals" },
      subjects: ["Logged: decided: pursuit paused"],
    },
  ];
}
