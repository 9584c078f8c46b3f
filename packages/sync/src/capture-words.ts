import type { Capture } from "./capture.ts";

/** What a person reads in the CRM: a headline, and a line for each detail, empty where there is none. */
export function captureWords(capture: Capture): readonly [string, ...string[]] {
  switch (capture.type) {
    case "meeting-verdict":
      return [`the meeting ended with ${capture.verdict.replace("-", " ")}`];
    case "commitment": {
      const side = capture.side === "buyer" ? "the buyer" : "we";
      return [
        `${side} will: ${capture.what}`,
        `Who: ${capture.who ?? "not said"}`,
        `By: ${capture.dueOn ?? "not said"}`,
      ];
    }
    case "thanks":
      return [
        capture.from === "client" ? "the client thanked us" : "we thanked the client",
        capture.topic ?? "",
      ];
    case "introduction":
      return [
        capture.by === "client" ? "the buyer introduced a colleague" : "we made an introduction",
        capture.topic ?? "",
      ];
    case "advised-not-to-buy":
      return ["we advised not to buy", capture.reason];
    case "buyers-words":
      return [`the buyer's words about ${capture.about}`];
    case "benefit":
      return [`the client confirmed a benefit: ${capture.benefit.replaceAll("-", " ")}`];
    case "promise":
      return capture.status === "kept"
        ? [`the client confirmed that we kept our promise: ${capture.what}`]
        : [`we promised: ${capture.what}`, `By: ${capture.dueOn ?? "not said"}`];
    case "triage-decision":
      return [`decided: ${capture.class.replace("-", " ")}`, capture.reason];
  }
}
