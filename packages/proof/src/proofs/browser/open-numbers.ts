import type { Page } from "playwright-core";

/** How opening went: what opened, and what did not or was empty. */
export interface OpenedNumbers {
  readonly opened: number;
  readonly numbers: number;
  readonly failures: readonly string[];
}

/** What the browser says of an element behind a summary. */
interface Behind {
  readonly isOpen: boolean;
  readonly isNumber: boolean;
  readonly label: string;
  /** How much taller it stands than its summary alone, in pixels. */
  readonly height: number;
  readonly rows: number;
}

/**
 * Opens everything that opens, in the order of the page, each by the keyboard or each by the mouse, and looks behind
 * it: a number has to show what it is made of.
 */
export async function openNumbers(
  page: Page,
  by: "keyboard" | "mouse",
  atMost: number,
): Promise<OpenedNumbers> {
  const summaries = await page.$$("details > summary");
  const failures: string[] = [];
  let opened = 0;
  let numbers = 0;
  for (const summary of summaries.slice(0, atMost)) {
    const before = await summary.evaluate<Behind>(behind);
    if (!before.isOpen) {
      if (by === "mouse") await summary.click();
      else {
        await summary.focus();
        await page.keyboard.press(opened % 2 === 0 ? "Enter" : "Space");
      }
    }
    const after = await summary.evaluate<Behind>(behind);
    if (!after.isOpen) failures.push(`${after.label}: did not open`);
    else if (after.height < 8) failures.push(`${after.label}: nothing behind it`);
    else if (after.isNumber && after.rows < 2) failures.push(`${after.label}: no sum behind it`);
    else opened += 1;
    if (after.isNumber) numbers += 1;
  }
  return { opened, numbers, failures };
}

/** Runs in the page. */
const behind = (summary: {
  readonly parentElement: unknown;
  readonly offsetHeight?: number;
  readonly textContent: string | null;
}): Behind => {
  const details = summary.parentElement as {
    readonly open: boolean;
    readonly className: string;
    readonly offsetHeight: number;
    querySelectorAll(selector: string): { readonly length: number };
  };
  const label = (summary.textContent ?? "").trim();
  return {
    isOpen: details.open,
    isNumber: details.className.includes("number"),
    label: label.slice(0, 80),
    height: details.offsetHeight - (summary.offsetHeight ?? 0),
    rows: details.querySelectorAll("table tr").length,
  };
};
