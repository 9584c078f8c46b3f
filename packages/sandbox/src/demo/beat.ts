import type { RepName } from "./cast.ts";

/** One thing that happens in a story, some days after the thing before it. */
export interface Beat {
  readonly afterDays: number;
  /** An activity, unless the beat only moves the stage. */
  readonly activity?: BeatActivity;
  /** The position of the stage that the deal enters; `won` and `lost` end it. */
  readonly stage?: StagePosition;
}

/** 0 to 3 are the open stages of either pipeline. */
export type StagePosition = 0 | 1 | 2 | 3 | "won" | "lost";

/**
 * An activity in words. `{first}`, `{colleague}`, `{rep}`, `{company}` and `{need}` are filled in, and
 * `{buyer}` with both names of the first contact.
 */
export type BeatActivity =
  | {
      readonly type: "call";
      readonly direction: "inbound" | "outbound";
      readonly title: string;
      readonly body: string;
      readonly minutes: number;
      readonly disposition: string;
    }
  | {
      readonly type: "email";
      readonly direction: "inbound" | "outbound";
      readonly subject: string;
      readonly text: string;
      /** Written by the colleague rather than by the first contact. */
      readonly byColleague?: boolean;
    }
  | { readonly type: "task"; readonly subject: string; readonly body: string; readonly done: boolean };

/** What the buyer has promised to do, as this company keeps it: in fields of its own on the deal. */
export interface BuyerStep {
  /** Who does what, in as many words as the story has deals; filled in like an activity. */
  readonly what: readonly string[];
  /** Days from the promise to the day of looking, fewest and most; at least 1. */
  readonly saidDaysAgo: readonly [number, number];
  /** Days from the day of looking to the day promised, fewest and most; negative is overdue. */
  readonly dueInDays: readonly [number, number];
}

/** A course of events and what the deal says about itself. */
export interface Story {
  readonly name: string;
  /** Whose deals go this way, one name for each; a name given twice has two. */
  readonly reps: readonly RepName[];
  readonly pipeline: "new-business" | "renewal";
  readonly beats: readonly Beat[];
  readonly nextStep?: string;
  readonly buyerStep?: BuyerStep;
  /** Days from the last beat to the day of looking: fewest and most. */
  readonly quietDays: readonly [number, number];
  /** Days from the day of looking to the close date of an open deal; negative is overdue. */
  readonly closeInDays: readonly [number, number];
}

/** The seller writes. */
export function write(afterDays: number, subject: string, text: string): Beat {
  return { afterDays, activity: { type: "email", direction: "outbound", subject, text } };
}

/** The buyer writes. */
export function hear(afterDays: number, subject: string, text: string): Beat {
  return { afterDays, activity: { type: "email", direction: "inbound", subject, text } };
}

/** A colleague of the buyer writes. */
export function hearColleague(afterDays: number, subject: string, text: string): Beat {
  return { afterDays, activity: { type: "email", direction: "inbound", subject, text, byColleague: true } };
}

/** The seller calls and reaches the buyer. */
export function talk(afterDays: number, title: string, body: string, minutes = 25): Beat {
  const disposition = "Connected";
  return { afterDays, activity: { type: "call", direction: "outbound", title, body, minutes, disposition } };
}

/** The buyer calls. */
export function rung(afterDays: number, title: string, body: string, minutes = 15): Beat {
  const disposition = "Connected";
  return { afterDays, activity: { type: "call", direction: "inbound", title, body, minutes, disposition } };
}

/** The seller calls and reaches nobody. */
export function chase(
  afterDays: number,
  title: string,
  disposition: "No answer" | "Left voicemail" | "Busy",
): Beat {
  const body = disposition === "Left voicemail" ? "Left a message asking {first} to call back." : "";
  return {
    afterDays,
    activity: { type: "call", direction: "outbound", title, body, minutes: 1, disposition },
  };
}

/** The seller sets herself something to do. */
export function plan(afterDays: number, subject: string, done: boolean, body = ""): Beat {
  return { afterDays, activity: { type: "task", subject, body, done } };
}

/** The deal enters a stage. */
export function move(afterDays: number, stage: StagePosition): Beat {
  return { afterDays, stage };
}

/** The same beats again and again. */
export function repeat(times: number, beats: (round: number) => readonly Beat[]): Beat[] {
  return Array.from({ length: times }, (_, round) => beats(round)).flat();
}
