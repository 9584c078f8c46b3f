import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { type PrivatePromptId, SealedNote } from "../notebook/sealed-note.ts";
import type { Policy } from "../policy/policy.ts";
import { standpoint } from "../standpoint.ts";

/** A question that a seller may put to himself or herself, and answer for nobody else. */
export interface PrivatePrompt {
  readonly id: PrivatePromptId;
  readonly text: string;
}

/** The catalogue. All are optional: a prompt comes to nobody who has not chosen it. */
export const privatePrompts: readonly PrivatePrompt[] = [
  { id: "what-defines-me", text: "What defines me?" },
  {
    id: "values-in-behaviour",
    text: "Which values did I express through what I did, and do they fit my mission and what is valued here from top to bottom?",
  },
  {
    id: "disconnect",
    text: "Where does my mission part from that of my company: can I influence it, do I wait, or do I change?",
  },
  { id: "deepest-truth", text: "Am I acting consistently with my deepest truth?" },
];

/** A prompt with the day it comes (again). */
export interface ScheduledPrompt extends PrivatePrompt {
  /** When it was last answered; `null` for never. The answer itself cannot be read. */
  readonly answeredAt: Instant | null;
  /** At or before the standpoint: now. */
  readonly dueAt: Instant;
  readonly isDue: boolean;
}

/** Who asks for prompts, and which of them. */
export interface ScheduledPromptsInput {
  readonly personId: string;
  /** The prompts this seller has chosen; nothing else is ever due. */
  readonly chosen: readonly PrivatePromptId[];
  readonly notebook: Notebook;
  readonly policy: Policy;
  readonly asOf: string;
}

/** The chosen prompts with their dates, by the policy's number of days, in the order of the catalogue. */
export function scheduledPrompts(input: ScheduledPromptsInput): ScheduledPrompt[] {
  const from = standpoint(input.policy, input.asOf, input.notebook);
  const own = from.notebook.sealedNotes.filter(({ personId }) => personId === input.personId);
  return privatePrompts
    .filter(({ id }) => input.chosen.includes(id))
    .map((prompt) => {
      const answeredAt = own.findLast((note) => note.prompt === prompt.id)?.writtenAt ?? null;
      const days = from.policy.people.promptEveryDays[prompt.id];
      const dueMs = answeredAt === null ? from.asOfMs : instantMs(answeredAt) + days * dayMs;
      return { ...prompt, answeredAt, dueAt: instantOf(dueMs), isDue: dueMs <= from.asOfMs };
    });
}

/**
 * Shapes an answer that its author has sealed already. Headway holds no key and opens nothing: it refuses, by a
 * `ZodError`, what is not Base64 or is shorter than any sealed text, so that words do not get here by mistake.
 */
export function sealedNote(note: SealedNote): SealedNote {
  return SealedNote.parse(note);
}
