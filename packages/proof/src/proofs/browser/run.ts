import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { leaveResult, workspaceFolder } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import type { BrowserResult, BrowserTools } from "./browser-part.ts";
import { findChromium } from "./find-chromium.ts";
import { tryHostileTexts } from "./hostile-pages.ts";
import { tryLogging } from "./log-in-page.ts";
import { tryReview } from "./review-file.ts";

const parts: Readonly<Record<string, (tools: BrowserTools) => Promise<BrowserResult>>> = {
  review: tryReview,
  logging: tryLogging,
  hostile: tryHostileTexts,
};

/**
 * Opens the review, as a file and as `headway serve` gives it, in a real browser: widths, light and dark, every
 * number, what is logged, hostile texts in every field. Leaves pictures in `docs/img`. `--only NAME` tries one part,
 * `--no-pictures` leaves none. Fails where there is no Chromium: name one with HEADWAY_CHROMIUM.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: "string" }, "no-pictures": { type: "boolean", default: false } },
  });
  const names = Object.keys(parts).filter((name) => values.only === undefined || values.only === name);
  if (names.length === 0) {
    console.error(`no such part; there are ${Object.keys(parts).join(", ")}`);
    return 2;
  }
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) {
    console.error(
      "THE BROWSER PROOF DID NOT RUN: no Chromium was found. Install one, or name it in HEADWAY_CHROMIUM.",
    );
    return 2;
  }
  // In a container there is often no sandbox of the kernel to be had; what is opened is our own.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    return await tryAll({ browser, tell, picture: pictures(!values["no-pictures"]) }, names);
  } finally {
    await browser.close();
  }
};

async function tryAll(tools: BrowserTools, names: readonly string[]): Promise<number> {
  const results: Record<string, BrowserResult> = {};
  for (const name of names) {
    const result = await parts[name]?.(tools);
    if (result === undefined) continue;
    results[name] = result;
    tell("");
    console.log(`${name}: ${JSON.stringify(result.figures)}`);
    for (const miss of result.misses.slice(0, 40)) console.log(`  missed: ${miss}`);
  }
  const misses = Object.values(results).flatMap((result) => result.misses);
  const path = leaveResult("proof/browser.json", {
    chromium: tools.browser.version(),
    figures: Object.fromEntries(Object.entries(results).map(([name, { figures }]) => [name, figures])),
    misses,
  });
  console.log(misses.length === 0 ? `held; figures in ${path}` : `${misses.length} missed; see ${path}`);
  return misses.length === 0 ? 0 : 1;
}

function pictures(areWanted: boolean): BrowserTools["picture"] {
  const folder = join(workspaceFolder, "docs", "img");
  if (areWanted) mkdirSync(folder, { recursive: true });
  return (name) => (areWanted && name !== "" ? join(folder, `${name}.png`) : null);
}

/** One line that is written over, on a terminal; a line each elsewhere. */
function tell(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line.padEnd(70)}`);
  else if (line !== "") process.stderr.write(`${line}\n`);
}
