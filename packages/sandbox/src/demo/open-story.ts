import {
  type Beat,
  chase,
  hear,
  hearColleague,
  move,
  plan,
  repeat,
  type Story,
  talk,
  write,
} from "./beat.ts";

const OPENING: readonly Beat[] = [
  move(0, 0),
  talk(
    1,
    "First conversation about {need}",
    "{first} described how {company} works today and where it hurts.",
  ),
  plan(1, "Send {first} the notes of our conversation", true),
];

/** Little noise, and the buyer does something after nearly every step. */
const QUIET: Story = {
  name: "quiet advance",
  deals: 9,
  pipeline: "new-business",
  quietDays: [2, 9],
  closeInDays: [15, 60],
  nextStep: "{colleague} sends the filled-in security form by Friday",
  beats: [
    ...OPENING,
    hear(
      3,
      "Our requirements for {need}",
      "Hello {rep}, here is the list we made with the shift leads. Could you mark by Thursday which points you cannot do? Better to know now.",
    ),
    write(
      1,
      "Re: Our requirements for {need}",
      "Thank you, {first}. Points 4 and 9 we do not do today; the rest is in the product. I marked them plainly.",
    ),
    move(2, 1),
    hear(
      5,
      "Introducing {colleague}",
      "{rep}, meet {colleague}, who runs our systems and will test this with us. {colleague} has set aside two days next week.",
    ),
    hearColleague(
      6,
      "Test results from our side",
      "We ran the trial with last month's orders. What took us three hours took 40 minutes. I have two questions about user rights.",
    ),
    talk(
      2,
      "Questions from the trial",
      "{colleague} asked about user rights and export. {first} joined and said the case for the board is ready.",
    ),
    move(3, 2),
    hear(
      6,
      "Board date",
      "The board looks at it on the 14th. I present it myself. Could you send me one page on costs over three years by Monday?",
    ),
    write(1, "Re: Board date", "Here is the page. I left out what you will not use."),
    hear(
      8,
      "Re: Board date",
      "Approved in principle. {colleague} fills in the security form now and returns it this week.",
    ),
    move(1, 3),
    plan(3, "Check that the security form has arrived", false),
  ],
};

/** Much noise, no buyer in sight; the stages were moved by the seller alone. */
const BUSY: Story = {
  name: "busy without an advance",
  deals: 6,
  pipeline: "new-business",
  quietDays: [1, 4],
  closeInDays: [5, 30],
  nextStep: "Keep calling until {first} picks up",
  beats: [
    ...OPENING,
    write(
      2,
      "Proposal for {company}",
      "Dear {first}, please find our proposal attached. I look forward to your decision.",
    ),
    move(2, 1),
    ...repeat(10, (round) => [
      chase(3, `Follow-up call ${round * 2 + 1}`, round % 3 === 0 ? "Left voicemail" : "No answer"),
      chase(2, `Follow-up call ${round * 2 + 2}`, round % 4 === 1 ? "Busy" : "No answer"),
      ...(round % 3 === 1
        ? [
            write(
              1,
              "Just checking in",
              "Hello {first}, just checking whether you had time to look at our proposal.",
            ),
          ]
        : []),
    ]),
    move(1, 2),
    plan(1, "Call {first} again", false),
    write(
      1,
      "Our offer ends this month",
      "Dear {first}, our special price ends this month. Please let me know today.",
    ),
  ],
};

/** The buyer always answers, and always with another month. */
const DEFERRING: Story = {
  name: "deferred again and again",
  deals: 5,
  pipeline: "renewal",
  quietDays: [3, 12],
  closeInDays: [-20, 10],
  nextStep: "Ask again after the holidays",
  beats: [
    move(0, 0),
    talk(
      2,
      "Renewal for {company}",
      "{first} is happy enough and says the contract is only a matter of time.",
      12,
    ),
    ...repeat(4, (round) => [
      write(
        12,
        "Your renewal is due",
        "Dear {first}, your renewal is due at the end of the month. Could you return the signed form?",
      ),
      chase(5, "Renewal deadline", "Left voicemail"),
      chase(3, "Renewal deadline", "No answer"),
      hear(
        4,
        "Re: Your renewal is due",
        `Sorry, not this month after all. ${round < 2 ? "We are in the middle of the budget." : "Let us look at it next quarter."}`,
      ),
      ...(round === 1 ? [move(1, 1)] : []),
    ]),
    write(
      10,
      "Last reminder before we must cancel",
      "Dear {first}, without your signature your account would be cancelled. This is the last reminder.",
    ),
    plan(2, "Remind {first} once more", false),
  ],
};

/** Just begun. */
const FRESH: Story = {
  name: "fresh",
  deals: 5,
  pipeline: "new-business",
  quietDays: [0, 5],
  closeInDays: [60, 120],
  nextStep: "Second conversation with {first} and {colleague}",
  beats: [
    ...OPENING,
    hear(
      2,
      "Could you help us first?",
      "Before we talk about buying anything: could you look at how we do {need} and tell us what you would change without any software?",
    ),
    write(
      1,
      "Re: Could you help us first?",
      "Gladly. Three things you could change tomorrow, none of which needs us.",
    ),
    plan(2, "Prepare the second conversation", false),
  ],
};

/** Nothing for weeks, everything in the last days before the quarter ends. */
const CRAMMED: Story = {
  name: "crammed into the quarter",
  deals: 3,
  pipeline: "new-business",
  quietDays: [0, 2],
  closeInDays: [8, 12],
  nextStep: "Close before the quarter ends",
  beats: [
    ...OPENING,
    move(3, 1),
    chase(30, "Checking in", "No answer"),
    write(
      12,
      "A discount for you",
      "Dear {first}, if you sign before the quarter ends I can give you 20 percent.",
    ),
    ...repeat(6, () => [chase(0, "Quarter end", "No answer"), chase(1, "Quarter end", "Left voicemail")]),
    write(
      0,
      "30 percent until Friday",
      "Dear {first}, my manager allows 30 percent if we have your signature by Friday.",
    ),
    move(0, 3),
    write(1, "Contract attached", "Dear {first}, to save time I attach the contract. You only need to sign."),
  ],
};

/** It began well, with acts of the buyer, and then the buyer fell silent. */
const STALLED: Story = {
  name: "stalled after a good start",
  deals: 5,
  pipeline: "new-business",
  quietDays: [60, 110],
  closeInDays: [-30, 20],
  nextStep: "Find out what changed at {company}",
  beats: [
    ...OPENING,
    hear(
      4,
      "Our requirements for {need}",
      "Hello {rep}, here is our list. Could you come back to us on the open points by next week?",
    ),
    move(2, 1),
    hear(
      6,
      "Introducing {colleague}",
      "{colleague} from finance joins us from here. Please include {colleague} in everything.",
    ),
    talk(4, "Walk through the numbers", "{colleague} wants to compare with doing nothing. Fair."),
    move(2, 2),
    write(
      9,
      "The comparison you asked for",
      "Dear {first}, dear {colleague}, here is the comparison, with the weak points of our case named.",
    ),
    chase(12, "The comparison", "No answer"),
    write(
      10,
      "Is this still of use to you?",
      "Dear {first}, if something changed on your side, just say so and I will stop writing.",
    ),
  ],
};

/** Stories whose end is not written yet. */
export const OPEN_STORIES: readonly Story[] = [QUIET, BUSY, DEFERRING, FRESH, CRAMMED, STALLED];
