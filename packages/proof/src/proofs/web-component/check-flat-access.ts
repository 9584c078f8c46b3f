import axe from "axe-core";
import type { Page } from "playwright-core";
import type { AccessViolation } from "../browser/check-access.ts";

interface AxeResults {
  readonly passes: readonly { readonly id: string }[];
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/**
 * What axe-core finds in the page as the browser has it. Lightning's shadow is drawn by scripts over one flat document
 * and hides parts of it from other scripts, colours among them; so axe runs where the page's scripts do not reach.
 */
export async function checkFlatAccess(
  page: Page,
): Promise<{ readonly passes: readonly string[]; readonly violations: readonly AccessViolation[] }> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const found = await session.send("Runtime.evaluate", {
    ...{ expression: `${axe.source}; axe.run(document).then(JSON.stringify)`, awaitPromise: true },
    ...{ contextId: world.executionContextId, returnByValue: true },
  });
  if (found.exceptionDetails !== undefined)
    throw new Error(`axe did not run: ${found.exceptionDetails.text}`);
  const { passes, violations } = JSON.parse(String(found.result.value)) as AxeResults;
  return {
    passes: passes.map(({ id }) => id),
    violations: violations.map(({ id, impact, nodes }) => ({
      rule: id,
      impact: impact ?? "unknown",
      nodes: nodes.length,
      example: nodes[0]?.html.slice(0, 160) ?? "",
    })),
  };
}
