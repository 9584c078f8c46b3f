import type { Story } from "./demo/beat.ts";
import { PIPELINES } from "./demo/cast.ts";
import { CLOSED_STORIES } from "./demo/closed-story.ts";
import { OPEN_STORIES } from "./demo/open-story.ts";
import { buyers, sellers } from "./demo/people.ts";
import { type ToldStory, tellStory } from "./demo/tell-story.ts";
import type { Portfolio } from "./portfolio.ts";
import { random } from "./random.ts";

/** What a demo portfolio depends on, and nothing else does. */
export interface DemoPortfolioOptions {
  /** A whole number; the same seed tells the same stories. */
  readonly seed: number;
  /** The day of looking, ISO 8601: nothing happens after it, and stories end shortly before it. */
  readonly asOf: string;
}

/** Every deal's story, those of one kind spread over the companies. */
function castStories(): Story[] {
  return [...OPEN_STORIES, ...CLOSED_STORIES].flatMap((story) =>
    Array.from({ length: story.deals }, () => story),
  );
}

/**
 * A small company's selling, invented: 60 deals with 25 companies, 45 people and 5 sellers over two pipelines.
 * 12 deals are won, 15 lost, the rest open. Buyers return signed papers (subject "Signed papers returned"),
 * introduce a colleague ("Introducing …"), thank ("Thank you, …"), refer ("Someone you should meet"), ask for
 * help ("Could you help us first?"), report tests, give a board date, or defer ("not this month after all");
 * some sellers call twenty times without any act of the buyer. Pure: same options, same portfolio.
 */
export function demoPortfolio({ seed, asOf }: DemoPortfolioOptions): Portfolio {
  const at = Date.parse(asOf);
  if (Number.isNaN(at)) throw new TypeError(`asOf is not an instant: ${asOf}`);
  const chance = random(seed);
  const users = sellers();
  const companies = buyers(chance, users, at);
  const told: ToldStory[] = castStories().map((story, index) => {
    const buyer = companies[(index * 7) % companies.length];
    const pipeline = PIPELINES.find((each) => each.id === story.pipeline);
    if (!buyer || !pipeline) throw new RangeError(`The story ${story.name} has no setting`);
    return tellStory(chance, story, { id: `deal-${index + 1}`, buyer, pipeline, asOf: at });
  });
  return {
    users,
    accounts: companies.map((company) => company.account),
    contacts: companies.flatMap((company) => company.contacts),
    pipelines: PIPELINES,
    deals: told.map((story) => story.deal),
    activities: told.flatMap((story) => story.activities),
  };
}
