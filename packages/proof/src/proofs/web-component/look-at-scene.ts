import type { Page } from "playwright-core";
import type { BrowserTools } from "../browser/browser-part.ts";
import { isSerious } from "../browser/check-access.ts";
import { watchedPage } from "../browser/watched-page.ts";
import { checkFlatAccess } from "./check-flat-access.ts";
import type { Scene } from "./scene.ts";

/** Where the component lies on a record page: the side column, a telephone, the main column. */
export const widths = [420, 360, 860] as const;

/** Rules that must have found something to try, or axe did not see the component. */
const triedRules = ["color-contrast", "select-name"];

/** What looking at one state at one width came to. */
export interface SceneResult {
  readonly requests: number;
  /** Rules of accessibility that something on the page was tried by, and passed. */
  readonly accessRules: number;
  readonly misses: readonly string[];
}

/** Opens the page on a record, does what the scene does, and looks. */
export async function lookAtScene(
  tools: BrowserTools,
  url: string,
  scene: Scene,
  look: { readonly width: (typeof widths)[number]; readonly asOf: string },
): Promise<SceneResult> {
  const watched = await watchedPage(tools.browser, url, { width: look.width });
  const { page, trouble } = watched;
  try {
    await openOn(page, url, scene, look.asOf);
    const missing = await reach(page, scene);
    const path = tools.picture(look.width === widths[0] && scene.isPictured ? `component-${scene.name}` : "");
    if (path !== null) await page.locator("main").screenshot({ path, animations: "disabled" });
    const access = await checkFlatAccess(page);
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    const misses = [
      ...missing,
      ...((await scene.holds?.(page)) ?? []),
      ...trouble.consoleErrors.map((text) => `the console says ${text}`),
      ...trouble.dialogs.map((text) => `a dialog says ${text}`),
      ...trouble.foreignRequests.map((address) => `a request left for ${address}`),
      ...(trouble.requests > 1 ? [`${trouble.requests} requests, 1 expected`] : []),
      ...(wide > 0 ? [`it is ${wide} px wider than its place`] : []),
      ...triedRules.filter((rule) => !access.passes.includes(rule)).map((rule) => `axe tried no ${rule}`),
      ...access.violations
        .filter(isSerious)
        .map(({ rule, impact, nodes, example }) => `${impact}: ${rule}, ${nodes} times, ${example}`),
    ];
    const where = `${scene.name} at ${look.width} px`;
    return {
      requests: trouble.requests,
      accessRules: access.passes.length,
      misses: misses.map((miss) => `${where}: ${miss}`),
    };
  } finally {
    await watched.close();
  }
}

/** The page asks the scene where in an org it would ask Apex; its clock stands a minute before the answers'. */
async function openOn(page: Page, url: string, { object, id, answer }: Scene, asOf: string): Promise<void> {
  await page.clock.setFixedTime(Date.parse(asOf) - 60_000);
  await page.exposeFunction("headwayAssess", () => answer({ object, id }));
  await page.exposeFunction("headwayLog", ({ entry }: { readonly entry: string }) =>
    answer({ object, id }, JSON.parse(entry)),
  );
  const objectApiName = object === "deal" ? "Opportunity" : "Account";
  await page.addInitScript({
    content: `headwayRecord = ${JSON.stringify({ recordId: id, objectApiName })};`,
  });
  await page.goto(url);
}

async function reach(page: Page, { state, act, shows, hides = [] }: Scene): Promise<string[]> {
  try {
    await act?.(page);
    await page.waitForSelector(state, { timeout: 20_000 });
  } catch (error) {
    return [`its state was not reached: ${error instanceof Error ? error.message : String(error)}`];
  }
  const text = (await page.evaluate<string>(`document.querySelector("main").innerText`)).replace(/\s+/g, " ");
  return [
    ...shows.filter((words) => !text.includes(words)).map((words) => `“${words}” is not there`),
    ...hides.filter((words) => text.includes(words)).map((words) => `“${words}” is there`),
  ];
}
