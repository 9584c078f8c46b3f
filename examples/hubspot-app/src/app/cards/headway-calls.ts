import { hubspot } from "@hubspot/ui-extensions";
import { isLogAnswer, isStanding, type LogAnswer, type Standing } from "./standing.ts";

/** Which record the card sits on. */
export interface CardRecord {
  readonly object: "deal" | "account";
  readonly id: string;
}

/** What the card asks of the functions behind it. */
export interface HeadwayCalls {
  /** Throws an `Error` in plain words when there is no answer that can be read. */
  assess(record: CardRecord): Promise<Standing>;
  /** Never throws: without an answer it is `unknown`. */
  log(record: CardRecord, entry: Readonly<Record<string, string>>): Promise<LogAnswer>;
}

/** HubSpot's ids of the objects that the card sits on. */
const objects: Readonly<Record<string, CardRecord["object"]>> = { "0-3": "deal", "0-2": "account" };

/** The record of a card's context; throws for an object that the card is not made for. */
export function cardRecord(context: { objectId: number; objectTypeId: string }): CardRecord {
  const object = objects[context.objectTypeId];
  if (object === undefined) throw new Error(`Headway knows deals and companies, not ${context.objectTypeId}`);
  return { object, id: String(context.objectId) };
}

/** Runs an app function by its uid. */
type RunFunction = (name: string, options: { parameters: { [name: string]: string } }) => Promise<unknown>;

/** The calls through HubSpot's app functions; `run` is `hubspot.serverless` unless a test hands in another. */
export function headwayCalls(run: RunFunction = hubspot.serverless): HeadwayCalls {
  return {
    async assess(record) {
      const answer = await run("headway_assess", { parameters: { ...record } });
      const body = bodyOf(answer);
      if (isStanding(body)) return body;
      throw new Error(reasonOf(answer)?.text ?? "The function answered something that is no assessment");
    },
    async log(record, entry) {
      try {
        const parameters = { ...record, entry: JSON.stringify(entry) };
        const answer = await run("headway_log", { parameters });
        const body = bodyOf(answer);
        if (isLogAnswer(body)) return body;
        const reason = reasonOf(answer);
        if (reason?.isFinal) return { status: "refused", reason: reason.text };
        return { status: "unknown", reason: reason?.text ?? "The function's answer cannot be read" };
      } catch (error) {
        return { status: "unknown", reason: error instanceof Error ? error.message : "There was no answer" };
      }
    },
  };
}

/** App functions answer `{ status: "done", body }`. */
function bodyOf(answer: unknown): unknown {
  const { status, body } = (answer ?? {}) as { status?: unknown; body?: unknown };
  return status === "done" ? body : undefined;
}

/** Or `{ status: "failed", message, tryAgain }`. */
function reasonOf(answer: unknown): { readonly text: string; readonly isFinal: boolean } | undefined {
  const { message, tryAgain } = (answer ?? {}) as { message?: unknown; tryAgain?: unknown };
  return typeof message === "string" ? { text: message, isFinal: tryAgain === false } : undefined;
}
