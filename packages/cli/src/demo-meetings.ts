import type { Portfolio, PortfolioActivity, PortfolioDeal, PortfolioEngagement } from "@headway/sandbox";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** How the meetings of the last weeks ended, as this company notes it; one without a result is a gap in the log. */
const meetings: readonly (readonly [daysAgo: number, outcome: string, body: string])[] = [
  [3, "COMPLETED", "Result: continuation. They liked it, nobody took anything on."],
  [5, "COMPLETED", "Walked through the warehouse with them."],
  [8, "COMPLETED", "Result: continuation. More material was asked for, and no day was named."],
  [9, "NO_SHOW", ""],
  [12, "COMPLETED", "Went through the open points."],
  [16, "COMPLETED", "Result: no sale. This year's budget is spent; they said so themselves."],
  [20, "COMPLETED", "Result: continuation. A pleasant hour."],
];

/** What buyers wrote about their case in their own words: the need, why it has to change, and how we help. */
const words: readonly (readonly [daysAgo: number, subject: string, text: string])[] = [
  [
    18,
    "In our own words: the need",
    "We cannot say before noon what is on the shelf, and every second answer to a customer is wrong.",
  ],
  [
    17,
    "In our own words: why now",
    "In spring the second hall opens. With paper we would have to stop deliveries for two weeks.",
  ],
  [
    15,
    "In our own words: what you would do for us",
    "You count once and stay for the first month, so that the night shift does not start alone.",
  ],
];

/** What clients gave without being sold to: time, people, a word on where we stand with them. */
const givings: readonly (readonly [daysAgo: number, subject: string, text: string])[] = [
  [
    22,
    "Dates for the steering group",
    "We meet every second month and would like you to sit at the table: the dates are below.",
  ],
  [13, "Our engineer for the next step", "She is yours two days a week until it runs."],
];

/** Meetings about deals that go on; only HubSpot's sandbox has meetings. */
export function demoMeetings(told: Portfolio, asOf: string): PortfolioEngagement[] {
  const deals = promisingDeals(told);
  return meetings.flatMap(([daysAgo, outcome, body], index) => {
    const deal = deals[index % deals.length];
    if (deal === undefined) return [];
    const title = `${deal.name}: meeting`;
    const durationMs = hourMs;
    return [
      {
        type: "meeting",
        ...about(deal, `demo-meeting-${index}`, asOf, daysAgo),
        title,
        body,
        outcome,
        durationMs,
      },
    ];
  });
}

/** Mails of buyers who can say their case, all of it for one deal and a part for two more, and of clients who give. */
export function demoWords(told: Portfolio, asOf: string): PortfolioActivity[] {
  const deals = promisingDeals(told);
  const parts = [words, words.slice(0, 2), words.slice(0, 1)];
  const said = parts.flatMap((part, index) => {
    const deal = deals[index];
    return deal === undefined
      ? []
      : part.map((one, place) => mail(deal, `demo-words-${index}-${place}`, asOf, one));
  });
  const given = givings.flatMap((one, index) => {
    const deal = deals[index + 3];
    return deal === undefined ? [] : [mail(deal, `demo-giving-${index}`, asOf, one)];
  });
  return [...said, ...given];
}

/** Open deals whose buyer has promised something, in the order of the stories. */
function promisingDeals({ deals }: Portfolio): readonly PortfolioDeal[] {
  return deals.filter(({ fields }) => fields?.buyer_next_step !== undefined);
}

function mail(
  deal: PortfolioDeal,
  id: string,
  asOf: string,
  [daysAgo, subject, text]: (typeof words)[number],
): PortfolioActivity {
  return { type: "email", direction: "inbound", ...about(deal, id, asOf, daysAgo), subject, text };
}

function about(deal: PortfolioDeal, id: string, asOf: string, daysAgo: number) {
  return {
    id,
    at: new Date(Date.parse(asOf) - daysAgo * dayMs + 10 * hourMs).toISOString(),
    ...(deal.ownerId === undefined ? {} : { ownerId: deal.ownerId }),
    dealIds: [deal.id],
    contactIds: deal.contactIds.slice(0, 1),
    accountIds: deal.accountId === undefined ? [] : [deal.accountId],
  };
}
