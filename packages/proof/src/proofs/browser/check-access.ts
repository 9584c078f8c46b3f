import axe from "axe-core";
import type { Page } from "playwright-core";

/** A rule that a page breaks. */
export interface AccessViolation {
  readonly rule: string;
  readonly impact: string;
  readonly nodes: number;
  readonly example: string;
}

interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe-core finds in the page as it stands: every violation, and how many rules passed. */
export async function checkAccess(page: Page): Promise<{ passes: number; violations: AccessViolation[] }> {
  // Past the page's own policy, which lets no script in: what is tried is the page, not its policy.
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate<AxeResults>("axe.run(document)");
  return {
    passes: passes.length,
    violations: violations.map(({ id, impact, nodes }) => ({
      rule: id,
      impact: impact ?? "unknown",
      nodes: nodes.length,
      example: nodes[0]?.html.slice(0, 160) ?? "",
    })),
  };
}

/** Those that keep somebody from using the page. */
export function isSerious({ impact }: AccessViolation): boolean {
  return impact === "serious" || impact === "critical";
}
