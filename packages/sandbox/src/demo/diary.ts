import type { PortfolioActivity } from "../portfolio.ts";
import type { Random } from "../random.ts";
import type { RepName } from "./cast.ts";
import { filler, type ToldStory } from "./tell-story.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A day more than four weeks, so that the first of them is whole. */
const DAYS = 29;

/** Something that fills a part of most days. */
interface Habit {
  readonly title: string;
  readonly body: string;
  readonly minutes: readonly [fewest: number, most: number];
  /** Whether the buyer was on the line; otherwise it was work on the deal among ourselves. */
  readonly withBuyer: boolean;
}

const habit = (title: string, body: string, minutes: Habit["minutes"], withBuyer: boolean): Habit => ({
  title,
  body,
  minutes,
  withBuyer,
});

/** Sellers who log all their work, and what it is; nothing in it is an act of the buyer. */
const HABITS: { readonly [Name in RepName]?: readonly Habit[] } = {
  Nora: [
    habit("Working session on {need}", "Went through the open points with {first}.", [115, 145], true),
    habit("{need}: questions of the week", "{first} had gathered them.", [60, 85], true),
    habit(
      "{need}: preparation with our engineers",
      "What we can show, and what we cannot.",
      [85, 105],
      false,
    ),
  ],
  Samuel: [
    habit("Internal round on the offer for {company}", "Price and discount once more.", [100, 130], false),
    habit("Rehearsed the demonstration for {company}", "All 60 slides.", [95, 115], false),
    habit("Forecast call about {company}", "When does it close?", [75, 95], false),
  ],
  Priya: [
    habit("Working session on {need}", "Went through the open points with {first}.", [110, 135], true),
    habit("Internal round on the offer for {company}", "Smaller package, no discount.", [90, 110], false),
    habit(
      "{need}: preparation with our engineers",
      "What we can show, and what we cannot.",
      [85, 105],
      false,
    ),
  ],
};

/** The mail that closes the day. */
const LETTERS: { readonly [Name in RepName]?: readonly [subject: string, text: string] } = {
  Nora: ["Notes of today", "Dear {first}, what we agreed and who does it, in five lines."],
  Samuel: ["Just checking in", "Hello {first}, did you have time to look at our proposal?"],
  Priya: ["Notes of today", "Dear {first}, the three open points, and which of them are mine."],
};

/**
 * The rest of the working days of some sellers, over the four weeks before the day of looking: about
 * five logged hours a day on their open deals. The other sellers log little, so that how busy they
 * are stays unknown.
 */
export function diaries(random: Random, told: readonly ToldStory[], asOf: number): PortfolioActivity[] {
  return Object.keys(HABITS).flatMap((name) => {
    const open = told.filter(({ setting, deal }) => {
      const isOwn = setting.buyer.rep.name.startsWith(`${name} `);
      return isOwn && !/-(won|lost)$/.test(deal.stages.at(-1)?.stageId ?? "");
    });
    return workingDays(asOf).flatMap((day, index) => dayOf(random, name as RepName, open, day, index));
  });
}

function workingDays(asOf: number): number[] {
  const today = asOf - (asOf % DAY_MS);
  return Array.from({ length: DAYS }, (_, index) => today - (DAYS - index) * DAY_MS).filter((day) => {
    const weekday = new Date(day).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  });
}

function dayOf(
  random: Random,
  name: RepName,
  open: readonly ToldStory[],
  day: number,
  index: number,
): PortfolioActivity[] {
  let at = day + 8 * 60 * MINUTE_MS;
  const entries = (HABITS[name] ?? []).flatMap((entry, place): PortfolioActivity[] => {
    const story = open[(index + 2 * place) % open.length];
    if (!story) return [];
    const minutes = random.between(...entry.minutes);
    const activity = call(entry, story, `diary-${name}-${index}-${place}`, at, minutes);
    at += (minutes + 20) * MINUTE_MS;
    return [activity];
  });
  const story = open[index % open.length];
  return story ? [...entries, letter(name, story, `diary-${name}-${index}-letter`, at)] : entries;
}

function shared({ setting, deal }: ToldStory, id: string, at: number) {
  return {
    id,
    at: new Date(at).toISOString(),
    ownerId: setting.buyer.rep.id,
    dealIds: [deal.id],
    contactIds: setting.buyer.contacts.slice(0, 1).map((contact) => contact.id),
    accountIds: [setting.buyer.account.id],
  };
}

function call(entry: Habit, story: ToldStory, id: string, at: number, minutes: number): PortfolioActivity {
  const fill = filler(story.setting);
  return {
    ...shared(story, id, at),
    type: "call",
    direction: "outbound",
    title: fill(entry.title),
    body: fill(entry.body),
    durationMs: minutes * MINUTE_MS,
    ...(entry.withBuyer ? { disposition: "Connected" } : {}),
  };
}

function letter(name: RepName, story: ToldStory, id: string, at: number): PortfolioActivity {
  const fill = filler(story.setting);
  const [subject = "", text = ""] = LETTERS[name] ?? [];
  return {
    ...shared(story, id, at),
    type: "email",
    direction: "outbound",
    subject: fill(subject),
    text: fill(text),
  };
}
