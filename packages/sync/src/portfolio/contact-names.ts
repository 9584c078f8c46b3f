import type { Evidence } from "@headway/core";
import type { Store } from "../store.ts";

const batchSize = 500;

/** The names of the contacts that evidence quotes, by their ids; whoever has no name is left out. */
export async function contactNames(
  store: Store,
  crm: string,
  evidence: Iterable<Evidence>,
): Promise<ReadonlyMap<string, string>> {
  const speakers = new Set<string>();
  for (const { quote } of evidence) if (quote !== undefined) speakers.add(quote.speaker);
  const ids = [...speakers];
  const names = new Map<string, string>();
  for (let from = 0; from < ids.length; from += batchSize) {
    const contacts = await store.recordsNamed(crm, "contact", ids.slice(from, from + batchSize));
    for (const [id, record] of contacts) {
      if (record.object !== "contact") continue;
      const name = [record.firstName, record.lastName]
        .filter((part) => part !== null && part !== "")
        .join(" ");
      if (name !== "") names.set(id, name);
    }
  }
  return names;
}
