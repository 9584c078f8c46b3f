import * as z from "zod/mini";
import { entryFields, Words } from "./entry.ts";

/** Questions that a seller may put to himself or herself; what they ask stands in `privatePrompts`. */
export const PrivatePromptId = z.enum([
  "what-defines-me",
  "values-in-behaviour",
  "disconnect",
  "deepest-truth",
]);
export type PrivatePromptId = z.infer<typeof PrivatePromptId>;

/** An initialisation vector of 12 bytes and a tag of 16 are the least that a sealed text takes, in Base64. */
const shortestSealed = 38;

/**
 * A private answer of a seller, sealed with the seller's own key before it gets here: nobody else can read it,
 * Headway included (domain:E13, domain:O3, domain:O5, domain:O13).
 */
export const SealedNote = z.strictObject({
  ...entryFields,
  prompt: PrivatePromptId,
  /** Which of the seller's keys opens it. */
  keyId: Words,
  /** Base64; never readable here. */
  sealed: z.base64().check(z.minLength(shortestSealed)),
});
export type SealedNote = z.infer<typeof SealedNote>;
