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
    const turn = async (): Promise<Behind> => {
      if (by === "mouse") await summary.click();
      else {
        await summary.focus();
        await page.keyboard.press(opened % 2 === 0 ? "Enter" : "Space");
      }
      return summary.evaluate<Behind>(behind);
    };
    let after = await turn();
    // One that stood open has been closed by that; opened again it is as good as any.
    if (!after.isOpen) after = await turn();
    const failure = failureOf(after);
    if (failure === undefined) opened += 1;
    else failures.push(`${after.label}: ${failure}`);
    if (after.isNumber) numbers += 1;
  }
  return { opened, numbers, failures };
}

function failureOf({ isOpen, isNumber, height, rows }: Behind): string | undefined {
  if (!isOpen) return "did not open";
  if (height < 8) return "nothing behind it";
  return isNumber && rows < 2 ? "no sum behind it" : undefined;
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
