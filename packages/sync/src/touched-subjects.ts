import type { CrmRecord, ObjectName } from "@headway/crm";
import type { Subject } from "./store.ts";

/** A link as stores keep it: this record points at that one. */
export interface StoredLink {
  readonly toObject: ObjectName;
  readonly toId: string;
}

/** The known links of a record, and the linked objects whose links could not be read this time. */
export function linksOf(record: CrmRecord): { links: StoredLink[]; unknownObjects: ObjectName[] } {
  const links: StoredLink[] = [];
  const unknownObjects: ObjectName[] = [];
  for (const name in record.links) {
    const toObject = name as ObjectName;
    const reading = record.links[toObject];
    if (reading === undefined) continue;
    if (reading.status === "unknown") unknownObjects.push(toObject);
    else for (const toId of reading.value) links.push({ toObject, toId });
  }
  if ("ownerId" in record && record.ownerId !== null) links.push({ toObject: "user", toId: record.ownerId });
  return { links, unknownObjects };
}

/** The subjects that a record and its links touch directly; relatives of relatives are the store's part. */
export function touchedSubjects(object: ObjectName, id: string, links: readonly StoredLink[]): Subject[] {
  const own = subjectOf(object, id);
  const linked = links.map((link) => subjectOf(link.toObject, link.toId));
  return [own, ...linked].filter((subject) => subject !== undefined);
}

function subjectOf(object: ObjectName, id: string): Subject | undefined {
  if (object === "deal" || object === "account") return { subject: object, id };
  return object === "user" ? { subject: "person", id } : undefined;
}

/** The CRM object that stands behind a subject. */
export function subjectObject(subject: Subject["subject"]): ObjectName {
  return subject === "person" ? "user" : subject;
}
