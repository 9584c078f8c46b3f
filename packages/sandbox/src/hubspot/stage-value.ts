import { instantText } from "./instant.ts";
import type { Portal } from "./portal.ts";
import { type PropertyVersion, type StoredRecord, versionsOf } from "./record.ts";

const STAGE_PROPERTY = /^hs_v2_(date_entered|date_exited|latest_time_in|cumulative_time_in)_(.+)$/;

/** One stay of a deal in a stage; `until` is undefined while it lasts. */
interface Stay {
  readonly since: number;
  readonly until: number | undefined;
}

/** The stays in one stage, newest first. */
function staysIn(versions: readonly PropertyVersion[], stageId: string): Stay[] {
  return versions.flatMap((version, index) =>
    version.value === stageId ? [{ since: version.at, until: versions[index - 1]?.at }] : [],
  );
}

function lengthOf(stay: Stay, now: number): number {
  return (stay.until ?? now) - stay.since;
}

function ofStage(portal: Portal, stays: readonly Stay[], what: string): string | null {
  const [latest] = stays;
  if (!latest) return null;
  const now = portal.settings.now();
  switch (what) {
    case "date_entered":
      return instantText(latest.since);
    case "date_exited":
      return latest.until === undefined ? null : instantText(latest.until);
    case "latest_time_in":
      return String(lengthOf(latest, now));
    default:
      return String(stays.reduce((sum, stay) => sum + lengthOf(stay, now), 0));
  }
}

/**
 * A calculated property of a stage: times in milliseconds, dates of the latest stay. `undefined` for a name that is
 * none. `hs_v2_time_in_current_stage` is taken for a date, the one since which the time runs (unverified).
 */
export function stageValue(portal: Portal, record: StoredRecord, name: string): string | null | undefined {
  if (!name.startsWith("hs_v2_")) return undefined;
  const versions = versionsOf(record, "dealstage");
  if (name === "hs_v2_date_entered_current_stage" || name === "hs_v2_time_in_current_stage") {
    const [current] = versions;
    return current ? instantText(current.at) : null;
  }
  const [, what = "", stageId = ""] = STAGE_PROPERTY.exec(name) ?? [];
  return what === "" ? undefined : ofStage(portal, staysIn(versions, stageId), what);
}
