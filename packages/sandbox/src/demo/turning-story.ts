import { hear, plan, type Story, write } from "./beat.ts";
import { COLLEAGUE, OPENING, PROBLEM, REQUIREMENTS, SHORTLIST, TRIAL, TRIERS } from "./buyer-steps.ts";

/** The buyer gets closer to buying, from somebody else. */
const BUYER_ADVANCES_WE_FALL: Story = {
  name: "the buyer advances, we fall",
  reps: ["Elena"],
  pipeline: "new-business",
  quietDays: [1, 4],
  closeInDays: [15, 40],
  nextStep: "Ask {first} what the other one does better",
  beats: [
    ...OPENING,
    ...[PROBLEM, TRIERS, REQUIREMENTS, SHORTLIST].flat(),
    hear(
      5,
      "How the suppliers compare",
      "We have compared you with the other one, line by line. As it looks today we will go with another supplier; their export is better.",
    ),
    write(1, "Re: How the suppliers compare", "Thank you for saying so, {first}. Which of the lines decide?"),
  ],
};

/** The buyer prefers somebody else from the start. */
const RIVAL: Story = {
  name: "a rival is ahead",
  reps: ["Priya"],
  pipeline: "new-business",
  quietDays: [2, 5],
  closeInDays: [20, 50],
  beats: [
    ...OPENING,
    ...[PROBLEM, REQUIREMENTS].flat(),
    hear(
      4,
      "Where you stand",
      "To be open with you: today we prefer another supplier, because our sister company works with them.",
    ),
    write(1, "Re: Where you stand", "Good to know. Would a talk with your sister company help you decide?"),
  ],
};

/** What was settled is open again. */
const REOPENED: Story = {
  name: "begins again",
  reps: ["Nora"],
  pipeline: "new-business",
  quietDays: [0, 1],
  closeInDays: [30, 60],
  nextStep: "Go through the new list with {colleague}",
  beats: [
    ...OPENING,
    ...[PROBLEM, REQUIREMENTS, COLLEAGUE, TRIAL].flat(),
    hear(
      2,
      "The list starts over",
      "The second site joins, and it works differently. We write down again what we need; please forget the old list.",
    ),
    plan(0, "Clear two hours for the new list", false),
  ],
};

/** Open deals of which the buyer's latest act led away, from us or from buying. */
export const TURNING_STORIES: readonly Story[] = [BUYER_ADVANCES_WE_FALL, RIVAL, REOPENED];
