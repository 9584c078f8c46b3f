import { hear, plan, type Story, write } from "./beat.ts";
import {
  BOARD,
  COLLEAGUE,
  COMPARISON,
  OPENING,
  PROBLEM,
  REQUIREMENTS,
  SHORTLIST,
  TRIAL,
  TRIERS,
  YES,
} from "./buyer-steps.ts";

/** Everything is done and signed; only the stage in the CRM says otherwise. */
const SIGNED: Story = {
  name: "signed and still open",
  reps: ["Nora"],
  pipeline: "new-business",
  quietDays: [0, 1],
  closeInDays: [5, 10],
  nextStep: "Plan the start with {colleague}",
  beats: [
    ...OPENING,
    ...[PROBLEM, TRIERS, REQUIREMENTS, COLLEAGUE, TRIAL, COMPARISON, BOARD, YES].flat(),
    hear(3, "The order", "We have signed, {rep}. The copy is attached; {colleague} wants to start in March."),
  ],
};

const SAID_YES: Story = {
  name: "said yes, papers to come",
  reps: ["Nora", "Priya"],
  pipeline: "new-business",
  quietDays: [0, 4],
  closeInDays: [10, 25],
  nextStep: "Signature",
  buyerStep: {
    what: ["{buyer} returns the signed order form", "{buyer} sends the order number"],
    saidDaysAgo: [1, 3],
    dueInDays: [3, 9],
  },
  beats: [
    ...OPENING,
    ...[PROBLEM, REQUIREMENTS, COLLEAGUE, TRIAL, COMPARISON, BOARD, YES].flat(),
    plan(1, "Check that the security form has arrived", false),
  ],
};

const BEFORE_THE_BOARD: Story = {
  name: "on its way to the board",
  reps: ["Nora", "Tom"],
  pipeline: "new-business",
  quietDays: [1, 5],
  closeInDays: [20, 45],
  nextStep: "One page on costs for {first}",
  buyerStep: {
    what: ["{buyer} presents our offer to the board", "{buyer} asks the board for the budget"],
    saidDaysAgo: [2, 4],
    dueInDays: [5, 12],
  },
  beats: [...OPENING, ...[PROBLEM, TRIERS, REQUIREMENTS, COLLEAGUE, TRIAL, BOARD].flat()],
};

const ON_THE_SHORTLIST: Story = {
  name: "one of two",
  reps: ["Priya", "Elena"],
  pipeline: "new-business",
  quietDays: [2, 6],
  closeInDays: [30, 60],
  nextStep: "Visit with both shifts",
  buyerStep: {
    what: ["{buyer} tells both suppliers the choice", "{buyer} visits a customer of ours"],
    saidDaysAgo: [3, 6],
    dueInDays: [10, 18],
  },
  beats: [...OPENING, ...[TRIERS, REQUIREMENTS, COLLEAGUE, SHORTLIST].flat()],
};

const TRYING: Story = {
  name: "trying it out",
  reps: ["Nora", "Tom"],
  pipeline: "new-business",
  quietDays: [1, 6],
  closeInDays: [40, 80],
  nextStep: "Answer the two questions about user rights",
  buyerStep: {
    what: ["{buyer} names the two sites that start", "{buyer} sends the security form"],
    saidDaysAgo: [1, 4],
    dueInDays: [1, 7],
  },
  beats: [...OPENING, ...[REQUIREMENTS, COLLEAGUE, TRIAL].flat()],
};

const TRIED: Story = {
  name: "tried it, no date yet",
  reps: ["Elena"],
  pipeline: "new-business",
  quietDays: [2, 5],
  closeInDays: [40, 80],
  beats: [...OPENING, ...[REQUIREMENTS, COLLEAGUE, TRIAL].flat()],
};

const EARLY: Story = {
  name: "the list is here",
  reps: ["Priya", "Samuel"],
  pipeline: "new-business",
  quietDays: [1, 6],
  closeInDays: [50, 90],
  nextStep: "Meet {colleague}",
  beats: [...OPENING, ...[PROBLEM, REQUIREMENTS].flat()],
};

const OVERDUE: Story = {
  name: "the day has passed",
  reps: ["Tom", "Elena"],
  pipeline: "new-business",
  quietDays: [8, 10],
  closeInDays: [15, 40],
  nextStep: "Ask {first} how the test went",
  buyerStep: {
    what: ["{buyer} sends the results of the night shift", "{buyer} brings in the finance director"],
    saidDaysAgo: [9, 12],
    dueInDays: [-6, -4],
  },
  beats: [...OPENING, ...[PROBLEM, REQUIREMENTS, SHORTLIST].flat()],
};

const NAMED: Story = {
  name: "has counted the damage",
  reps: ["Tom"],
  pipeline: "new-business",
  quietDays: [1, 3],
  closeInDays: [60, 120],
  beats: [...OPENING, ...PROBLEM],
};

const FRESH: Story = {
  name: "fresh",
  reps: ["Priya", "Elena", "Tom"],
  pipeline: "new-business",
  quietDays: [0, 2],
  closeInDays: [60, 120],
  nextStep: "Second conversation with {first} and {colleague}",
  beats: [
    ...OPENING,
    hear(
      2,
      "Before we talk about buying",
      "Could you help us first? Look at how we do {need} today, and tell us what you would change without any software.",
    ),
    write(1, "Re: Before we talk about buying", "Gladly. Three things you could change tomorrow."),
    plan(1, "Prepare the second conversation", false),
  ],
};

/** Open deals on which the buyer acts, from the furthest to the newest. */
export const ADVANCING_STORIES: readonly Story[] = [
  SIGNED,
  SAID_YES,
  BEFORE_THE_BOARD,
  ON_THE_SHORTLIST,
  TRYING,
  TRIED,
  EARLY,
  OVERDUE,
  NAMED,
  FRESH,
];
