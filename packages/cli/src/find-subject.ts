import type { Store, Subject, SubjectName } from "@headway/sync";
import { ConfigError } from "./config-error.ts";

/** A subject of one CRM in the store. */
export interface FoundSubject {
  readonly crm: string;
  readonly subject: Subject;
}

const objectOf = { deal: "deal", account: "account", person: "user" } as const;
const pageSize = 1_000;
const shownChoices = 8;

/**
 * Finds what is meant: by id, or by a name that only one of them has. Throws `ConfigError` when
 * nothing or more than one fits, listing what there is to choose from.
 */
export async function findSubject(
  store: Store,
  crms: readonly string[],
  subject: SubjectName,
  asked: string,
): Promise<FoundSubject> {
  for (const crm of crms) {
    const record = await store.record(crm, { object: objectOf[subject], id: asked });
    if (record !== null) return { crm, subject: { subject, id: asked } };
  }
  const named = await findNamed(store, crms, subject, asked);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) return unknownSubject(crms, subject, asked);
  const choices = named.slice(0, shownChoices).map((found) => `${found.crm} ${found.subject.id}`);
  throw new ConfigError({
    path: asked,
    expected: `expected one ${subject}, ${named.length} have that name: ${choices.join(", ")}`,
    remedy: "Name it by its id, with --crm where two CRMs have the same",
  });
}

async function findNamed(
  store: Store,
  crms: readonly string[],
  subject: SubjectName,
  asked: string,
): Promise<FoundSubject[]> {
  const wanted = asked.trim().toLowerCase();
  const found: FoundSubject[] = [];
  for (const crm of crms) {
    let after: string | null = null;
    for (;;) {
      const records = await store.records(crm, objectOf[subject], after, pageSize);
      if (records.length === 0) break;
      for (const record of records) {
        const name = "name" in record ? record.name : null;
        if (name?.trim().toLowerCase() === wanted) found.push({ crm, subject: { subject, id: record.id } });
      }
      after = records.at(-1)?.id ?? null;
    }
  }
  return found;
}

/** An id that is not stored is left to the engine, which knows whether it could not be read. */
function unknownSubject(crms: readonly string[], subject: SubjectName, asked: string): FoundSubject {
  const [only, ...others] = crms;
  if (only !== undefined && others.length === 0) return { crm: only, subject: { subject, id: asked } };
  throw new ConfigError({
    path: asked,
    expected: `expected the id or the name of a ${subject} in the store; none of ${crms.join(", ") || "no CRM"} has it`,
    remedy: "Run `headway sync`, or name the CRM with --crm to see why it is not there",
  });
}
