import { isInstant } from "@headway/core";
import type { Capture } from "./capture.ts";

type Check = (value: unknown) => boolean;
type Logged = "type" | "at" | "personId" | "contactId" | "quote";
/** Every member of one kind of capture, so that a member that the schema has and this table has not is an error. */
type ChecksOf<Type> = {
  readonly [Name in Exclude<keyof Extract<Capture, { type: Type }>, Logged>]-?: Check;
};

const id = textUpTo(64);
const words = textUpTo(500);
const day: Check = (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const flag: Check = (value) => typeof value === "boolean";

const logged: Readonly<Record<string, Check>> = {
  at: isInstant,
  personId: optional(id),
  contactId: optional(id),
  quote: optional(words),
};

const checks: { readonly [Type in Capture["type"]]: ChecksOf<Type> } = {
  "meeting-verdict": { meetingId: id, verdict: oneOf("order", "advance", "continuation", "no-sale") },
  commitment: {
    what: words,
    side: oneOf("buyer", "seller"),
    who: optional(words),
    dueOn: optional(day),
    meetingId: optional(id),
    wantedBefore: optional(flag),
  },
  thanks: { from: oneOf("client", "us"), topic: optional(words) },
  introduction: { by: oneOf("client", "us"), otherAccountId: optional(id), topic: optional(words) },
  "advised-not-to-buy": { reason: words },
  "buyers-words": { about: oneOf("need", "motivation", "help"), toThirdParty: optional(flag) },
  "triage-decision": { class: oneOf("a-list", "pursuit-paused", "painful", "active"), reason: words },
  benefit: { benefit: id },
  promise: { what: words, status: oneOf("made", "kept"), dueOn: optional(day) },
};

/**
 * Whether a value is a {@link Capture}, as its schema has it: read back from a CRM in functions that have no room for
 * schemas. Unknown members are refused.
 */
export function isCapture(value: unknown): value is Capture {
  if (typeof value !== "object" || value === null) return false;
  const { type, ...members } = value as Readonly<Record<string, unknown>>;
  if (typeof type !== "string" || !Object.hasOwn(checks, type)) return false;
  const own: Readonly<Record<string, Check>> = {
    ...logged,
    ...checks[type as Capture["type"]],
    ...(type === "buyers-words" && { quote: words }),
  };
  const isKnown = Object.keys(members).every((name) => Object.hasOwn(own, name));
  return isKnown && Object.entries(own).every(([name, check]) => check(members[name]));
}

function textUpTo(longest: number): Check {
  return (value) => typeof value === "string" && value.length >= 1 && value.length <= longest;
}

function oneOf(...words: readonly string[]): Check {
  return (value) => typeof value === "string" && words.includes(value);
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}
