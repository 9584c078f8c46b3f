import type { ObjectName } from "@headway/crm";
import type { Store } from "./store.ts";

/** Whether the reading of an object was begun and not brought to its end. */
export async function isMidway(store: Store, crm: string, object: ObjectName): Promise<boolean> {
  return (await store.state(crm)).midway?.includes(object) ?? false;
}

/** Notes that the reading of an object is under way, or has come to its end. Twice is once. */
export async function noteMidway(
  store: Store,
  crm: string,
  object: ObjectName,
  isUnderWay: boolean,
): Promise<void> {
  const others = ((await store.state(crm)).midway ?? []).filter((each) => each !== object);
  await store.saveState(crm, { midway: isUnderWay ? [...others, object] : others });
}
