import { chase, hear, hearColleague, move, plan, repeat, rung, type Story, talk, write } from "./beat.ts";

/** Won by what the buyer did, and the buyer is glad afterwards. */
const ELATED: Story = {
  name: "won and elated",
  deals: 7,
  pipeline: "new-business",
  quietDays: [5, 45],
  closeInDays: [0, 0],
  beats: [
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
    rung(
      20,
      "Asking for advice",
      "{first} asked how we would plan the move to the second site. No sale in it; gladly given.",
    ),
  ],
};

/** Won without much ado. */
const PLAIN_WIN: Story = {
  name: "won plainly",
  deals: 5,
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

/** Lost in a long silence that much calling did not break. */
const SILENT_LOSS: Story = {
  name: "lost in silence",
  deals: 7,
  pipeline: "new-business",
  quietDays: [20, 120],
  closeInDays: [0, 0],
  beats: [
    move(0, 0),
    talk(
      2,
      "Demonstration for {company}",
      "Showed everything in an hour. {first} said it was interesting.",
      60,
    ),
    write(1, "Proposal", "Dear {first}, thank you for your interest. The proposal is attached."),
    move(2, 2),
    ...repeat(5, (round) => [
      chase(6, "Following up on the proposal", round % 2 === 0 ? "No answer" : "Left voicemail"),
      write(5, "Any news?", "Hello {first}, is there any news about our proposal?"),
    ]),
    hear(10, "Re: Any news?", "Sorry for the silence. We decided to leave things as they are for now."),
    move(1, "lost"),
  ],
};

/** Lost to somebody else, and told so. */
const COMPETITOR: Story = {
  name: "lost to a competitor",
  deals: 4,
  pipeline: "new-business",
  quietDays: [20, 120],
  closeInDays: [0, 0],
  beats: [
    move(0, 0),
    talk(2, "First conversation about {need}", "{company} already talks to two others."),
    hear(5, "Our requirements", "The list is the same for all three of you. Answers by the 10th, please."),
    write(3, "Re: Our requirements", "Our answers, {first}. We are the third best at labels."),
    move(2, 1),
    talk(8, "Questions and prices", "{colleague} compared line by line. We are dearer."),
    move(2, 2),
    hear(
      10,
      "Our decision",
      "We have chosen another supplier. Your answers were the most honest ones, and we may come back for the second site.",
    ),
    move(1, "lost"),
  ],
};

/** Both sides agreed that it does not fit; the buyer was grateful to hear it early. */
const QUALIFIED_OUT: Story = {
  name: "agreed not to go on",
  deals: 4,
  pipeline: "new-business",
  quietDays: [15, 90],
  closeInDays: [0, 0],
  beats: [
    move(0, 0),
    talk(
      1,
      "First conversation about {need}",
      "What {first} needs for {need} a spreadsheet can do. Said so.",
    ),
    write(
      1,
      "My honest advice",
      "Dear {first}, you do not need us this year. Here is how I would do it with what you have.",
    ),
    hear(
      3,
      "Re: My honest advice",
      "Agreed, we are not a fit today. Thank you for saying it; not many would. I passed your name on to a friend with a bigger site.",
    ),
    move(1, "lost"),
  ],
};

/** Stories that have ended. */
export const CLOSED_STORIES: readonly Story[] = [ELATED, PLAIN_WIN, SILENT_LOSS, COMPETITOR, QUALIFIED_OUT];
