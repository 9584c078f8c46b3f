import type { RecordRef } from "@headway/crm";
import type { Store } from "@headway/sync";
import { ConfigError } from "../config-error.ts";
import type { FoundRecord } from "./find-record.ts";
import type { LogAnswers, LogKind } from "./log-kind.ts";

/** What of the CRM belongs to something logged. */
export interface LogPlace {
  readonly ref: RecordRef;
  /** The deal's accounts. */
  readonly links: readonly RecordRef[];
  /** The one contact of the deal that the buyer's name fits; absent where none or several do. */
  readonly contactId?: string;
  /** The meeting a verdict is about: the latest one shortly before, else one of its own for the day. */
  readonly meetingId: string;
}

const meetingWindowMs = 14 * 86_400_000;

/** Looks up in the store where something logged belongs. Throws `ConfigError` for a decision without an account. */
export async function logPlace(
  store: Store,
  { crm, record }: FoundRecord,
  { kind, answers, at }: { readonly kind: LogKind; readonly answers: LogAnswers; readonly at: string },
): Promise<LogPlace> {
  const ref = { object: record.object, id: record.id };
  const links = linkedTo(record, "account").map((id) => ({ object: "account", id }) as const);
  if (kind.name === "triage" && record.object === "deal" && links.length === 0) {
    throw new ConfigError({
      path: `deal/${record.id}`,
      expected: "expected a deal with an account, since such a decision is about the account; it has none",
      remedy: "Link the deal to its account in the CRM, run `headway sync`, and log it then",
    });
  }
  const contactId = await contactNamed(store, crm, linkedTo(record, "contact"), answers.buyer);
  const meetingId =
    kind.name === "meeting" ? await latestMeeting(store, crm, ref, Date.parse(at)) : undefined;
  return {
    ref,
    links,
    ...(contactId === undefined ? {} : { contactId }),
    meetingId: meetingId ?? `logged-${at.slice(0, 10)}`,
  };
}

function linkedTo(record: FoundRecord["record"], object: "account" | "contact"): readonly string[] {
  const links = record.links[object];
  return links?.status === "known" ? links.value : [];
}

async function contactNamed(
  store: Store,
  crm: string,
  ids: readonly string[],
  name: string | undefined,
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const words = name.toLowerCase().split(/\s+/);
  const fitting: string[] = [];
  for (const id of ids) {
    const contact = await store.record(crm, { object: "contact", id });
    if (contact?.object !== "contact") continue;
    const parts = `${contact.firstName ?? ""} ${contact.lastName ?? ""}`.toLowerCase().split(/\s+/);
    if (words.every((word) => parts.includes(word))) fitting.push(id);
  }
  return fitting.length === 1 ? fitting[0] : undefined;
}

async function latestMeeting(
  store: Store,
  crm: string,
  ref: RecordRef,
  atMs: number,
): Promise<string | undefined> {
  const pointing = await store.pointingAt(crm, ref);
  return pointing
    .flatMap((record) => (record.object === "meeting" ? [record] : []))
    .filter(({ occurredAt }) => {
      const ageMs = atMs - Date.parse(occurredAt);
      return ageMs >= 0 && ageMs <= meetingWindowMs;
    })
    .sort((left, right) => Date.parse(left.occurredAt) - Date.parse(right.occurredAt))
    .at(-1)?.id;
}
