import type { CrmRecord, RecordCrm } from "@headway/crm";
import type { ToldStory } from "./told-story.ts";

const activities = ["task", "call", "meeting", "email", "note"] as const;

/**
 * Activities of a deal or account that may be there and were not read, a clause each: a number without them would
 * be too low. Objects that this CRM does not have are not missed.
 */
export function unreadActivities(
  { crm, capabilities }: Pick<RecordCrm, "crm" | "capabilities">,
  { story }: ToldStory,
  { object: own, links }: CrmRecord,
): string[] {
  const unlinked = activities.flatMap((object) => {
    const reading = links[object];
    if (reading?.status === "unknown") return [`${object}s: ${reading.reason}`];
    const isMissed = reading === undefined && capabilities.objects.includes(object);
    return isMissed ? [`${object}s: the adapter of ${crm} does not say which hang on this ${own}`] : [];
  });
  const names: readonly string[] = activities;
  const unreadable = story.changes.filter(
    (change) => change.type === "unreadable" && names.includes(change.object),
  );
  return unreadable.length === 0 ? unlinked : [...unlinked, `${unreadable.length} unreadable activities`];
}
