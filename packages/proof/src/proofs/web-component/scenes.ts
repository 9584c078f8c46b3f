import type { Page } from "playwright-core";
import { answerFromRun, failure, type OrgFunction, orgFunction } from "./org-function.ts";
import type { Scene } from "./scene.ts";
import type { SyncedOrg } from "./synced-org.ts";

const stalledDeal = "Zephyr Wind Service: crew dispatch";
const silentDeal = "Tamarind Spices: lot labelling";
const promised = "sends the results of the trial";
const elatedClient = "Alder & Finch Logistics";

/** Every state of the component, each answered by the function over the org unless it says otherwise. */
export function scenesOf(org: SyncedOrg): Scene[] {
  return [
    ...decidedScenes(org),
    ...unknownScenes(org),
    ...offlineScenes(org),
    ...unsentScenes(org),
    ...logScenes(org),
  ];
}

function decidedScenes(org: SyncedOrg): Scene[] {
  const client = org.idOf("Account", elatedClient);
  return [
    {
      ...{ name: "stalled", isPictured: true, ...dealOf(org, stalledDeal), state: "[data-item=stall]" },
      answer: orgFunction(org, org.cohorts),
      shows: ["4 of 6", "Behind a named other", "Stalled", "advances in like deals", "rests on 4 pieces"],
      hides: ["salesforce/email"],
      holds: (page) => deadLinks(page, org),
    },
    {
      ...{ name: "elated", isPictured: true, object: "account", id: client },
      state: "[data-item=evidence-balance][data-status=known]",
      answer: async () => answerFromRun(org, client, elatedClient),
      shows: ["0.90", "elated", "personal thanks", "no probability of anything", "A-list"],
      hides: ["Not everything could be read"],
    },
  ];
}

/** Every reason's link leads to a record of the org, and there are some. */
async function deadLinks(page: Page, { sandbox }: SyncedOrg): Promise<string[]> {
  const paths = await page
    .locator("li a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const objects = ["EmailMessage", "Task", "Event", "Opportunity"];
  const known = new Set(objects.flatMap((object) => sandbox.records(object).map(({ Id }) => `/${Id}`)));
  const dead = paths
    .filter((path) => !known.has(String(path)))
    .map((path) => `${path} is no record of the org`);
  return paths.length === 0 ? ["no reason names a record"] : dead;
}

/** Where the org hides a field, where the curves are missing, and where nothing can be said at all. */
function unknownScenes(org: SyncedOrg): Scene[] {
  const deal = dealOf(org, silentDeal);
  const plain = orgFunction(org);
  const gone = "006Hw0000000zzzIAA";
  return [
    {
      ...{ name: "unknown", isPictured: true, ...deal, state: "[data-part=gaps]" },
      answer: hidden(org, ["OpportunityHistory.StageName"], plain),
      shows: [
        "Not everything could be read",
        "Unknown",
        "Missing: whom the buyer prefers",
        "not enough to say",
      ],
      hides: ["0 of 6", "Not said", "Nothing to ask"],
    },
    {
      ...{ name: "client", isPictured: false, object: "account", id: org.idOf("Account", elatedClient) },
      ...{ state: "[data-part=gaps]", answer: plain },
      shows: ["does not say which hang on this account", "Missing: the client's thanks"],
      hides: ["0 of 4", "Nothing"],
    },
    {
      ...{ name: "undecided", isPictured: false, ...deal, state: "[data-state=undecided]" },
      answer: hidden(org, ["Opportunity.StageName"], plain),
      shows: ["Nothing can be said about this record yet", "in no pipeline that can be read"],
      hides: ["Unknown"],
    },
    {
      ...{
        name: "gone",
        isPictured: false,
        object: "deal",
        id: gone,
        state: "[data-state=gone]",
        answer: plain,
      },
      shows: ["This record is not in the CRM any more"],
    },
  ];
}

function offlineScenes(org: SyncedOrg): Scene[] {
  const deal = dealOf(org, stalledDeal);
  const state = "[data-state=failed]";
  const shows = ["Where the buyer stands could not be read", "Read timed out", "Try again"];
  const answer = async () => failure("The function cannot be reached: Read timed out", true);
  const again = orgFunction(org, org.cohorts);
  let asked = 0;
  const onceOffline: OrgFunction = (...given) => {
    asked += 1;
    return asked === 1 ? answer() : again(...given);
  };
  return [
    { ...{ name: "offline", isPictured: true, ...deal, state, shows, answer }, hides: ["4 of 6"] },
    {
      ...{ name: "loading", isPictured: false, ...deal, state: "[data-state=loading]" },
      answer: () => new Promise(() => undefined),
      shows: ["Reading the record", "Log what happened"],
    },
    {
      ...{
        name: "online again",
        isPictured: false,
        ...deal,
        state: "[data-item=stall]",
        answer: onceOffline,
      },
      act: (page) => page.click("[data-part=retry]"),
      shows: ["4 of 6", "Stalled"],
      hides: ["could not be read"],
    },
  ];
}

/** What was typed in stays where it was not taken, or where nobody knows. */
function unsentScenes(org: SyncedOrg): Scene[] {
  const read = orgFunction(org, org.cohorts);
  const answering =
    (message: string, tryAgain: boolean): OrgFunction =>
    async (ref, entry) =>
      entry === undefined ? read(ref) : failure(message, tryAgain);
  const deal = dealOf(org, stalledDeal);
  const kept = (page: Page) => page.inputValue("[data-name=what]");
  const base = {
    ...{ isPictured: false, ...deal, act: send },
    holds: async (page: Page) => ((await kept(page)) === promised ? [] : ["what was typed in is gone"]),
  };
  return [
    {
      ...{ ...base, name: "refused", state: "[data-part=answer][data-status=refused]" },
      answer: answering("The function answered 401: not a signed callout", false),
      shows: ["Not taken", "not a signed callout", "Log it", "Stalled"],
    },
    {
      ...{ ...base, name: "unsure", state: "[data-part=answer][data-status=unknown]" },
      answer: answering("The function answered 503: busy", true),
      shows: ["No answer", "sending the same again is safe", "Log it", "Stalled"],
      hides: ["Saved"],
    },
  ];
}

/** A promise is typed in, and then sent: it lands in the org as one task, and the card follows it. */
function logScenes(org: SyncedOrg): Scene[] {
  const deal = dealOf(org, stalledDeal);
  const answer = orgFunction(org, org.cohorts);
  const before = org.sandbox.records("Task").length;
  const logged = () =>
    org.sandbox.records("Task").filter(({ Subject }) => String(Subject).startsWith("Logged: the buyer will"));
  return [
    {
      ...{ name: "log", isPictured: true, ...deal, answer, state: "[data-part=send]:enabled", act: fillIn },
      shows: ["What the buyer promised", "By when", "Log it", "Stalled"],
      holds: async () =>
        org.sandbox.records("Task").length === before ? [] : ["a task was made before it was sent"],
    },
    {
      ...{
        name: "logged",
        isPictured: true,
        ...deal,
        answer,
        state: "[data-part=answer][data-status=saved]",
      },
      act: async (page) => {
        await send(page);
        // What was saved is followed by a reading.
        await page.getByText("Waiting for what the buyer promised").waitFor();
      },
      shows: ["Saved", "task on the record holds it", "Waiting for what the buyer promised"],
      hides: ["Stalled", "Not done"],
      holds: async () =>
        logged().length === 1 ? [] : [`${logged().length} tasks hold what was logged, not 1`],
    },
  ];
}

async function send(page: Page): Promise<void> {
  await fillIn(page);
  await page.click("[data-part=send]");
}

async function fillIn(page: Page): Promise<void> {
  await page.selectOption("[data-part=entry]", "commitment");
  await page.fill("[data-name=what]", promised);
  await page.fill("[data-name=who]", "Ms Berg, head of dispatch");
  await page.fill("[data-name=dueOn]", "2026-03-16");
  await page.locator("[data-name=dueOn]").blur();
}

function dealOf(org: SyncedOrg, name: string) {
  return { object: "deal", id: org.idOf("Opportunity", name) } as const;
}

/** The answer while fields are hidden from whoever reads. */
function hidden({ sandbox }: SyncedOrg, fields: readonly string[], answer: OrgFunction): OrgFunction {
  return async (...given) => {
    for (const field of fields) sandbox.hideField(field);
    try {
      return await answer(...given);
    } finally {
      for (const field of fields) sandbox.hideField(field, false);
    }
  };
}
