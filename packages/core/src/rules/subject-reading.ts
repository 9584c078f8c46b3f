import { ownWords } from "./own-words.ts";
import { plainText } from "./phrase.ts";
import type { RuleSubject } from "./rule-subject.ts";

type Value = string | number | boolean | null | undefined;

/** A record as conditions read it; each text is made plain once however many rules look at it. */
export interface SubjectReading {
  readonly subject: RuleSubject;
  /** As delivered; an e-mail's `text` without the quoted thread. Empty text reads as `null`. */
  value(field: string): Value;
  /** In plain form; `undefined` where there is nothing to read. */
  plain(field: string): string | undefined;
}

/** Reads a subject lazily. */
export function subjectReading(subject: RuleSubject): SubjectReading {
  const plains = new Map<string, string | undefined>();
  const value = (field: string) => fieldValue(subject, field);
  const plain = (field: string) => {
    if (!plains.has(field)) plains.set(field, plainOf(value(field)));
    return plains.get(field);
  };
  return { subject, value, plain };
}

function fieldValue(subject: RuleSubject, field: string): Value {
  if (!Object.hasOwn(subject.fields, field)) return undefined;
  const value = subject.fields[field];
  if (typeof value !== "string") return value;
  const text = subject.object === "email" && field === "text" ? ownWords(value) : value.trim();
  return text === "" ? null : text;
}

function plainOf(value: Value): string | undefined {
  return value === null || value === undefined ? undefined : plainText(String(value));
}
