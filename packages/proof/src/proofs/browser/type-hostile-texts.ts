import type { BrowserTools } from "./browser-part.ts";
import { hostileFamilies } from "./hostile-texts.ts";
import type { HostileTour } from "./hostile-tour.ts";
import { lookForHarm } from "./look-for-harm.ts";
import { watchedPage } from "./watched-page.ts";

const texts = hostileFamilies.flatMap((family) => family.texts);

/**
 * Types every text into a form that comes back, since one answer is off, and into one that is logged. Gives how
 * often something was typed.
 */
export async function typeHostileTexts(tour: HostileTour, logUrl: string): Promise<number> {
  for (const [index, text] of texts.entries()) {
    const words = text(`typed${index}`);
    await typeOne(tour, `${logUrl}/words`, { name: "quote", words, says: "Nothing was logged" });
    await typeOne(tour, `${logUrl}/not-sold`, { name: "reason", words, says: "holds it as done task" });
  }
  return texts.length * 2;
}

interface Typed {
  readonly name: string;
  readonly words: string;
  /** What the page says of what became of it. */
  readonly says: string;
}

async function typeOne({ watched, misses }: HostileTour, url: string, { name, words, says }: Typed) {
  const { page } = watched;
  await page.goto(url);
  await page.fill(`input[name=${name}]`, words);
  await page.click("form.entry button");
  const { found, text } = await lookForHarm(page);
  if (!text.includes(says)) misses.push(`typed in ${url}: the page does not say “${says}” of ${words}`);
  misses.push(...found.map((harm) => `typed in ${url}: ${harm}`));
}

/** How many of the texts do something in a page that lets them: what is found inert must be able to bite. */
export async function countBiting({ browser }: BrowserTools): Promise<number> {
  let biting = 0;
  for (const [index, text] of texts.entries()) {
    const { page, trouble, close } = await watchedPage(browser, "about:", { width: 820 });
    await page.route("**", (route) => route.abort());
    const control = `<!doctype html><title>control</title><style></style><p>${text(`control${index}`)}</p>`;
    // A text that leads the page away bites as well, and then nothing can be looked at any more.
    const found = await page
      .setContent(control)
      .then(() => lookForHarm(page))
      .then((harm) => harm.found)
      .catch(() => ["the page was left"]);
    if (found.length + trouble.dialogs.length + trouble.foreignRequests.length > 0) biting += 1;
    await close();
  }
  return biting;
}
