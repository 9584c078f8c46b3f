import type { BrowserTools } from "./browser-part.ts";
import { schemes, widths } from "./browser-part.ts";
import { checkAccess, isSerious } from "./check-access.ts";
import { openNumbers } from "./open-numbers.ts";
import { watchedPage } from "./watched-page.ts";

/** A page to look at, and what it may ask for. */
export interface LookedAt {
  readonly name: string;
  readonly url: string;
  /** Begins every address it may ask for. */
  readonly own: string;
  /** How often it may ask: once for itself. */
  readonly mayRequest: number;
  readonly opensNumbers: boolean;
  /** The picture's name by width and scheme, such as `1440-light`. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** What looking at a page came to. */
export interface LookedResult {
  readonly looks: number;
  readonly requests: number;
  readonly accessRules: number;
  readonly opened: number;
  readonly numbers: number;
  readonly misses: readonly string[];
}

/** Numbers opened by the mouse on a telephone, after all were opened by the keyboard at a desk. */
const mostByMouse = 60;

/** Looks at one page at every width, light and dark, opens what opens, and takes its pictures. */
export async function lookAtPage(tools: BrowserTools, looked: LookedAt): Promise<LookedResult> {
  const total = { looks: 0, requests: 0, accessRules: 0, opened: 0, numbers: 0, misses: [] as string[] };
  for (const width of widths) {
    for (const scheme of schemes) {
      tools.tell(`${looked.name}: ${width} px, ${scheme}`);
      const one = await lookOnce(tools, looked, width, scheme);
      total.looks += 1;
      total.requests += one.requests;
      total.accessRules += one.accessRules;
      total.opened += one.opened;
      total.numbers += one.numbers;
      total.misses.push(...one.misses.map((miss) => `${looked.name} at ${width} px, ${scheme}: ${miss}`));
    }
  }
  return total;
}

async function lookOnce(
  { browser, picture }: BrowserTools,
  { url, own, mayRequest, opensNumbers, pictures }: LookedAt,
  width: (typeof widths)[number],
  scheme: (typeof schemes)[number],
) {
  const watched = await watchedPage(browser, own, { width, scheme });
  const { page, trouble } = watched;
  try {
    await page.goto(url);
    const path = picture(pictures[`${width}-${scheme}`] ?? "");
    if (path !== null) await page.screenshot({ path });
    const closed = await checkAccess(page);
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    // By the keyboard at a desk, every one; by the mouse on a telephone, the first ones.
    const by = width === 1_440 ? "keyboard" : "mouse";
    const isOpened = opensNumbers && scheme === "light" && width !== 820;
    const none = { opened: 0, numbers: 0, failures: [] };
    const numbers = isOpened
      ? await openNumbers(page, by, by === "mouse" ? mostByMouse : Number.POSITIVE_INFINITY)
      : none;
    // What was behind the numbers is read too.
    const open = isOpened ? await checkAccess(page) : closed;
    const violations = [...closed.violations, ...(isOpened ? open.violations : [])].filter(isSerious);
    const misses = [
      ...trouble.consoleErrors.map((text) => `the console says ${text}`),
      ...trouble.dialogs.map((text) => `a dialog says ${text}`),
      ...trouble.foreignRequests.map((address) => `a request left for ${address}`),
      ...(trouble.requests > mayRequest ? [`${trouble.requests} requests, ${mayRequest} expected`] : []),
      ...(wide > 0 ? [`it is ${wide} px wider than the window`] : []),
      ...violations.map(
        ({ rule, impact, nodes, example }) => `${impact}: ${rule}, ${nodes} times, ${example}`,
      ),
      ...numbers.failures,
    ];
    return { requests: trouble.requests, accessRules: closed.passes, ...numbers, misses };
  } finally {
    await watched.close();
  }
}
