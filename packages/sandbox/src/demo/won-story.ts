import { type Beat, hear, hearColleague, move, plan, rung, type Story, talk, write } from "./beat.ts";

/** A small purchase from the first talk to the first day of use. */
const PURCHASE: readonly Beat[] = [
  move(0, 0),
  talk(1, "First conversation about {need}", "{first} explained what a bad week looks like at {company}."),
  hear(
    5,
    "What we need",
    "We wrote down what must change about {need}, in order. Could you tell us by Friday where you are weak?",
  ),
  write(1, "Re: What we need", "In points 3 and 7. I would not buy us for those alone."),
  move(2, 1),
  hear(
    4,
    "Introducing {colleague}",
    "Please meet {colleague}, who decides this with me. {colleague} keeps Tuesday free for the trial.",
  ),
  hearColleague(
    9,
    "Test results from our side",
    "The trial did what you said it would, no more and no less. That is rare.",
  ),
  move(3, 2),
  write(
    2,
    "Offer",
    "Dear {first}, the offer for the smaller package. You do not need the larger one this year.",
  ),
  hear(
    6,
    "Signed papers returned",
    "Here are the signed papers, {rep}. {colleague} is your contact for the start.",
  ),
  move(1, "won"),
  plan(5, "Be there on the first day of use", true),
];

/** Won by what the buyer did, and the buyer is glad afterwards and tells others. */
const ELATED: Story = {
  name: "won and elated",
  reps: ["Nora", "Priya", "Elena"],
  pipeline: "new-business",
  quietDays: [5, 45],
  closeInDays: [0, 0],
  beats: [
    ...PURCHASE,
    hear(
      30,
      "Thank you, {rep}",
      "I wanted to thank you personally. Our {need} runs, the night shift goes home on time, and nobody had promised us that.",
    ),
    hear(
      12,
      "Someone you should meet",
      "A friend of mine runs a plant with the same trouble. I told her about you and she expects your call on Monday.",
    ),
    hear(
      15,
      "What it has saved us",
      "I looked at the figures: about forty hours a month, as far as I can tell.",
    ),
    rung(
      20,
      "Asking for advice",
      "{first} asked how we would plan the move to the second site. No sale in it; gladly given.",
    ),
  ],
};

/** Won, and thanked for. */
const THANKED: Story = {
  name: "won and thanked",
  reps: ["Nora", "Tom", "Samuel"],
  pipeline: "new-business",
  quietDays: [40, 120],
  closeInDays: [0, 0],
  beats: [
    ...PURCHASE,
    hear(
      25,
      "The first month",
      "It does what we bought it for. Thank you for your help in the first week, {rep}.",
    ),
  ],
};

/** Won, then something went wrong and was put right. */
const SETTLED: Story = {
  name: "won, with a complaint settled",
  reps: ["Tom"],
  pipeline: "new-business",
  quietDays: [5, 20],
  closeInDays: [0, 0],
  beats: [
    ...PURCHASE,
    hear(
      20,
      "Labels",
      "We are not happy with the labels: one in ten does not scan, and the line stands still each time.",
    ),
    write(0, "Re: Labels", "You are right, {first}. I drive over tomorrow with our engineer."),
    hear(9, "The labels are settled", "All of them scan. Thank you for your help, that was quick."),
  ],
};

/** Won without much ado. */
const PLAIN_WIN: Story = {
  name: "won plainly",
  reps: ["Nora", "Priya", "Tom", "Elena"],
  pipeline: "renewal",
  quietDays: [10, 90],
  closeInDays: [0, 0],
  beats: [
    move(0, 0),
    talk(3, "Review of the year", "{first} listed what was delivered and what was late. Both right."),
    hear(
      6,
      "Scope for next year",
      "We keep the same scope and add one site. Please send the offer by the 20th.",
    ),
    move(1, 1),
    write(2, "Offer for next year", "Dear {first}, as agreed, with the site added."),
    move(1, 2),
    hear(9, "Signed papers returned", "Signed. See you in January."),
    move(1, "won"),
    plan(3, "Book the review of the next half-year", true),
  ],
};

/** Renewed, and not well looked after since. */
const STRAINED: Story = {
  name: "renewed and let down",
  reps: ["Samuel"],
  pipeline: "renewal",
  quietDays: [5, 15],
  closeInDays: [0, 0],
  beats: [
    move(0, 0),
    talk(3, "Review of the year", "{first} asked for the second site to be live by the first of the month."),
    hear(5, "Scope for next year", "The same scope, and the second site by the first of the month."),
    move(1, 1),
    write(1, "Offer for next year", "Dear {first}, as agreed. The second site will be live on the first."),
    move(1, 2),
    hear(8, "Signed papers returned", "Signed, because of the date you gave us for the second site."),
    move(1, "won"),
    hear(
      40,
      "You had promised the first of the month",
      "It is the tenth and the second site is not live. I hear nothing from you.",
    ),
    write(
      6,
      "More for your second site",
      "Dear {first}, have you seen our new modules? Shall I send an offer?",
    ),
    hear(
      5,
      "Again: the second site",
      "This is unacceptable, {rep}. We do not want an offer, we want what we paid for.",
    ),
  ],
};

/** Stories that ended with a signature. */
export const WON_STORIES: readonly Story[] = [ELATED, THANKED, SETTLED, PLAIN_WIN, STRAINED];
