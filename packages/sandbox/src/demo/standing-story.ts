import { chase, hear, move, plan, repeat, type Story, talk, write } from "./beat.ts";
import { OPENING } from "./buyer-steps.ts";

/** Much noise, no buyer in sight; the stages were moved by the seller alone. */
const BUSY: Story = {
  name: "busy without an advance",
  reps: ["Samuel", "Samuel", "Samuel", "Samuel"],
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
  reps: ["Tom", "Elena", "Priya"],
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

/** Nothing for weeks, everything in the last days before the quarter ends. */
const CRAMMED: Story = {
  name: "crammed into the quarter",
  reps: ["Samuel", "Tom"],
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
  reps: ["Samuel", "Elena", "Priya"],
  pipeline: "new-business",
  quietDays: [60, 110],
  closeInDays: [-30, 20],
  nextStep: "Find out what changed at {company}",
  buyerStep: {
    what: [
      "{buyer} sends the figures of last year",
      "{buyer} names a day for the trial",
      "{buyer} sends the floor plan",
    ],
    saidDaysAgo: [85, 95],
    dueInDays: [-70, -60],
  },
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

/** Open deals on which the buyer does nothing, or nothing any more. */
export const STANDING_STORIES: readonly Story[] = [BUSY, DEFERRING, CRAMMED, STALLED];
