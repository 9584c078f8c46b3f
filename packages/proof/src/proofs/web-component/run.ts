import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { leaveResult, workspaceFolder } from "../../proof-folder.ts";
import type { BrowserTools } from "../browser/browser-part.ts";
import { findChromium } from "../browser/find-chromium.ts";
import type { Proof } from "../proof.ts";
import { writeComponentPage } from "./component-page.ts";
import { lookAtScene, type SceneResult, widths } from "./look-at-scene.ts";
import { scenesOf } from "./scenes.ts";
import { type SyncedOrg, syncedOrg } from "./synced-org.ts";

/** A Monday, always the same, so that the pictures are. */
const asOf = "2026-03-02T07:00:00.000Z";

/**
 * Compiles the Lightning web components of `examples/salesforce-dx` with Salesforce's own compiler and engine and opens
 * every state of them in a real browser, answered by the callable function over the sandbox. Leaves pictures in
 * `docs/img`; `--no-pictures` leaves none. Fails where there is no Chromium: name one with HEADWAY_CHROMIUM.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { "no-pictures": { type: "boolean", default: false } },
  });
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) {
    console.error(
      "NO CHROMIUM WAS FOUND, so nothing was proved. Install one, or name it in HEADWAY_CHROMIUM.",
    );
    return 2;
  }
  console.log("compiling the component, filling the org");
  const url = await writeComponentPage();
  // In a container there is often no sandbox of the kernel to be had; what is opened is our own.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const results = await lookAtAll(toolsOf(browser, !values["no-pictures"]), url);
    return conclude(browser.version(), results);
  } finally {
    await browser.close();
  }
};

/** Every width has an org of its own, since reps log into it. */
async function lookAtAll(tools: BrowserTools, url: string): Promise<ReadonlyMap<string, SceneResult>> {
  const results = new Map<string, SceneResult>();
  for (const width of widths) {
    const org: SyncedOrg = await syncedOrg(asOf);
    for (const scene of scenesOf(org)) {
      tools.tell(`${scene.name}, ${width} px`);
      results.set(`${scene.name} ${width}`, await lookAtScene(tools, url, scene, { width, asOf }));
    }
  }
  return results;
}

function conclude(version: string, results: ReadonlyMap<string, SceneResult>): number {
  const all = [...results.values()];
  const misses = all.flatMap((result) => result.misses);
  const figures = {
    looks: all.length,
    states: new Set([...results.keys()].map((key) => key.replace(/ \d+$/, ""))).size,
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    accessRulesPassed: all.reduce((sum, { accessRules }) => sum + accessRules, 0),
  };
  const path = leaveResult("proof/web-component.json", { chromium: version, figures, misses });
  console.log(JSON.stringify(figures));
  for (const miss of misses) console.log(`  missed: ${miss}`);
  console.log(misses.length === 0 ? `held; figures in ${path}` : `${misses.length} missed; see ${path}`);
  return misses.length === 0 ? 0 : 1;
}

function toolsOf(browser: Browser, wantsPictures: boolean): BrowserTools {
  const folder = join(workspaceFolder, "docs", "img");
  if (wantsPictures) mkdirSync(folder, { recursive: true });
  return {
    browser,
    tell: (line) => console.log(line),
    picture: (name) => (wantsPictures && name !== "" ? join(folder, `${name}.png`) : null),
  };
}
