/** What the function answered, as HeadwayFunction hands it on: `{ status: "done", body }` or `{ status: "failed" }`. */
function parse(text) {
  try {
    const answer = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

/** The standing in an answer. Throws in plain words where there is none: an error is never an empty record. */
export function standingIn(text) {
  const { status, body, message } = parse(text);
  const lists = [body?.items, body?.gaps, body?.meetings];
  if (status === "done" && lists.every((list) => Array.isArray(list))) return body;
  throw new Error(message ?? "The function answered something that is no assessment");
}

/** What became of an entry. Without an answer that can be read it is `unknown`, for it may have arrived. */
export function logAnswerIn(text) {
  const { status, body, message, tryAgain } = parse(text);
  if (status === "done" && ["saved", "refused", "unknown"].includes(body?.status)) return body;
  if (status === "failed" && tryAgain === false) return { status: "refused", reason: message };
  return { status: "unknown", reason: message ?? "The function's answer cannot be read" };
}

/** The words in an error of Apex or of JavaScript. */
export function wordsOf(error) {
  return error?.body?.message ?? error?.message ?? "There was no answer";
}
