import * as z from "zod/mini";
import { entryFields, Words } from "./entry.ts";

/** What a seller has to say about a number on himself or herself; shown wherever the number is (domain 3.14). */
export const Annotation = z.strictObject({
  ...entryFields,
  /** The number's rule, such as `domain:V1`. */
  ruleId: Words,
  text: Words,
});
export type Annotation = z.infer<typeof Annotation>;
