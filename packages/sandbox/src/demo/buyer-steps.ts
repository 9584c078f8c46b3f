import { type Beat, hear, hearColleague, move, plan, talk, write } from "./beat.ts";

/** How a deal begins. */
export const OPENING: readonly Beat[] = [
  move(0, 0),
  talk(
    1,
    "First conversation about {need}",
    "{first} described how {company} works today and where it hurts.",
  ),
  plan(1, "Send {first} the notes of our conversation", true),
];

/** The buyer says what must go away. */
export const PROBLEM: readonly Beat[] = [
  hear(
    5,
    "What a bad week costs us",
    "I counted it for {need}: two people for three days, and one customer who called twice. This has to stop before summer.",
  ),
];

/** The buyer names people who try something out. */
export const TRIERS: readonly Beat[] = [
  hear(
    7,
    "Who tries it out",
    "{colleague} and two shift leads will work with it for a week. They are free from Monday on.",
  ),
];

/** The buyer sends a list, and gets an honest answer. */
export const REQUIREMENTS: readonly Beat[] = [
  hear(
    7,
    "Our requirements for {need}",
    "Hello {rep}, here is the list we made with the shift leads. Could you mark by Thursday which points you cannot do? Better to know now.",
  ),
  write(
    1,
    "Re: Our requirements for {need}",
    "Thank you, {first}. Points 4 and 9 we do not do today; the rest is in the product. I marked them plainly.",
  ),
  move(2, 1),
];

/** The buyer brings in a colleague. */
export const COLLEAGUE: readonly Beat[] = [
  hear(
    9,
    "Introducing {colleague}",
    "{rep}, meet {colleague}, who runs our systems and will test this with us. {colleague} has set aside two days next week.",
  ),
];

/** The buyer's people have tried it and say how it went. */
export const TRIAL: readonly Beat[] = [
  hearColleague(
    10,
    "Test results from our side",
    "We ran the trial with last month's orders. What took us three hours took 40 minutes. I have two questions about user rights.",
  ),
  talk(
    2,
    "Questions from the trial",
    "{colleague} asked about user rights and export. {first} joined and said the case for the board is ready.",
  ),
  move(2, 2),
];

/** The buyer keeps us among the few. */
export const SHORTLIST: readonly Beat[] = [
  hear(
    10,
    "Two of you are left",
    "You are on our shortlist for {need}, with one other. The shift leads look at both next.",
  ),
  move(1, 2),
];

/** The buyer compares the suppliers. */
export const COMPARISON: readonly Beat[] = [
  hear(
    8,
    "How the suppliers compare",
    "{colleague} put the three offers side by side. You are dearer in the first year and cheaper from the second on.",
  ),
];

/** The buyer takes our side in front of the board. */
export const BOARD: readonly Beat[] = [
  hear(
    10,
    "Board date",
    "The board looks at it soon. I present it myself, with you as my choice. Could you send me one page on costs over three years?",
  ),
  write(1, "Re: Board date", "Here is the page. I left out what you will not use."),
];

/** The buyer says yes. */
export const YES: readonly Beat[] = [
  hear(
    9,
    "Re: Board date",
    "Approved in principle. {colleague} fills in the security form now and returns it.",
  ),
  move(1, 3),
];
