import { ADVANCING_STORIES } from "./demo/advancing-story.ts";
import type { Story } from "./demo/beat.ts";
import { PIPELINES } from "./demo/cast.ts";
import { diaries } from "./demo/diary.ts";
import { LOST_STORIES } from "./demo/lost-story.ts";
import { type Buyer, buyers, sellers } from "./demo/people.ts";
import { STANDING_STORIES } from "./demo/standing-story.ts";
import { type Setting, tellStory } from "./demo/tell-story.ts";
import { TURNING_STORIES } from "./demo/turning-story.ts";
import { WON_STORIES } from "./demo/won-story.ts";
import type { Portfolio } from "./portfolio.ts";
import { random } from "./random.ts";

/** What a demo portfolio depends on, and nothing else does. */
export interface DemoPortfolioOptions {
  /** A whole number; the same seed tells the same stories. */
  readonly seed: number;
  /** The day of looking, ISO 8601: nothing happens after it, and stories end shortly before it. */
  readonly asOf: string;
}

const STORIES: readonly Story[] = [
  ...ADVANCING_STORIES,
  ...TURNING_STORIES,
  ...STANDING_STORIES,
  ...WON_STORIES,
  ...LOST_STORIES,
];

/** A story with where and when it is to be told. */
interface CastStory {
  readonly story: Story;
  readonly setting: Setting;
}

/** Every deal's story at one of its seller's companies, each in turn and about another need every time. */
function castStories(companies: readonly Buyer[], asOf: number): CastStory[] {
  const dealsOf = new Map<string, number>();
  const parts = STORIES.flatMap((story) => story.reps.map((rep, part) => ({ story, rep, part })));
  return parts.map(({ story, rep, part }, index) => {
    const own = companies.filter((company) => company.rep.name.startsWith(`${rep} `));
    const before = dealsOf.get(rep) ?? 0;
    dealsOf.set(rep, before + 1);
    const buyer = own[before % own.length];
    const need = buyer?.needs[Math.floor(before / own.length)];
    const pipeline = PIPELINES.find((each) => each.id === story.pipeline);
    if (!buyer || need === undefined || !pipeline)
      throw new RangeError(`The story ${story.name} has no setting`);
    return { story, setting: { id: `deal-${index + 1}`, part, buyer, need, pipeline, asOf } };
  });
}

/**
 * A small company's selling, invented: 60 deals with 25 companies, 45 people and 5 sellers over two pipelines.
 * 12 deals are won, 15 lost, the rest open. Buyers send requirements, introduce colleagues ("Introducing …"),
 * report tests, shortlist us or another, take up again what was settled, return signed papers ("Signed papers
 * returned"), thank, refer ("Someone you should meet"), ask for help or complain. What a buyer has promised
 * stands in the deal fields `buyer_next_step`, `buyer_next_step_due` and `buyer_said_on` (`YYYY-MM-DD`): eight
 * promises are ahead, two overdue. Three sellers log all their hours; one of them calls and calls without any
 * act of the buyer. Pure: same options, same portfolio.
 */
export function demoPortfolio({ seed, asOf }: DemoPortfolioOptions): Portfolio {
  const at = Date.parse(asOf);
  if (Number.isNaN(at)) throw new TypeError(`asOf is not an instant: ${asOf}`);
  const chance = random(seed);
  const users = sellers();
  const companies = buyers(chance, users, at);
  const told = castStories(companies, at).map(({ story, setting }) => tellStory(chance, story, setting));
  return {
    users,
    accounts: companies.map((company) => company.account),
    contacts: companies.flatMap((company) => company.contacts),
    pipelines: PIPELINES,
    deals: told.map((story) => story.deal),
    activities: [...told.flatMap((story) => story.activities), ...diaries(chance, told, at)],
  };
}
