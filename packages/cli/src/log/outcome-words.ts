import { captureWords, type LogOutcome } from "@headway/sync";

/** What was logged, in words, on one line. */
export function loggedWords({ capture }: LogOutcome): string {
  const [headline, ...details] = captureWords(capture);
  const rest = details.filter((text) => text !== "");
  return rest.length === 0 ? headline : `${headline} (${rest.join("; ")})`;
}

/** What became of it, in a sentence; `crm` is the CRM's title. */
export function outcomeWords(outcome: LogOutcome, crm: string): string {
  switch (outcome.status) {
    case "written": {
      const task = outcome.ref === null ? "a done task" : `done task ${outcome.ref.id}`;
      return outcome.isNew
        ? `${crm} holds it as ${task}.`
        : `${crm} held it already as ${task}; nothing new was made.`;
    }
    case "refused":
      return `${crm} refused it (${outcome.code}): ${outcome.reason}. Nothing is there; it is not sent again by itself. Set it right, then \`headway retry ${outcome.target}\` and \`headway sync\`.`;
    case "unanswered":
      return `It was sent to ${crm} and had no answer: ${outcome.reason}. Nobody knows yet whether it is there; the next \`headway sync\` settles it, and never makes it twice.`;
    case "waiting":
      return `It is kept here and not in ${crm} yet: ${outcome.reason}. The next \`headway sync\` sends it.`;
  }
}

/** True when the CRM holds all of it. */
export function isAllWritten(outcomes: readonly LogOutcome[]): boolean {
  return outcomes.every(({ status }) => status === "written");
}
