import { chase, hear, move, repeat, type Story, talk, write } from "./beat.ts";

/** Lost in a long silence that much calling did not break. */
const SILENT_LOSS: Story = {
  name: "lost in silence",
  reps: ["Samuel", "Samuel", "Samuel", "Tom", "Elena", "Priya", "Nora"],
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
  reps: ["Samuel", "Tom", "Priya", "Elena"],
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
  reps: ["Nora", "Nora", "Priya", "Tom"],
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

/** Stories that ended without one. */
export const LOST_STORIES: readonly Story[] = [SILENT_LOSS, COMPETITOR, QUALIFIED_OUT];
