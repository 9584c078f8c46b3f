import * as z from "zod/mini";
import { entryFields, Words } from "./entry.ts";

/**
 * A private answer of a seller, sealed with the seller's own key before it gets here: nobody else can read it,
 * Headway included (domain:E13, domain:O3, domain:O5, domain:O13).
 */
export const SealedNote = z.strictObject({
  ...entryFields,
  prompt: z.enum(["what-defines-me", "values-in-behaviour", "disconnect", "deepest-truth"]),
  /** Which of the seller's keys opens it. */
  keyId: Words,
  /** Base64; never readable here. */
  sealed: Words,
});
export type SealedNote = z.infer<typeof SealedNote>;
