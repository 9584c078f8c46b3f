import type { Situation } from "./situation.ts";

/** The same situation as the text it has here: as a key, a text read from JSON has to be looked up among all texts. */
export function situationOf({ situation }: { readonly situation: Situation }): Situation {
  switch (situation) {
    case "opportunity":
      return "opportunity";
    case "meeting":
      return "meeting";
    case "call":
      return "call";
    case "account":
      return "account";
    default:
      return situation;
  }
}
