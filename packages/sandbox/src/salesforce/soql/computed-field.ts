import type { Org } from "../org.ts";
import { dateText } from "../store/instant.ts";
import type { FieldValue, Row } from "../store/row.ts";

const dayMs = 86_400_000;

function text(value: FieldValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Whether an activity is old enough to leave `query`: a year past its date, or past its making if it has none. */
function isArchived(org: Org, row: Row): boolean {
  if (!org.features.archive) return false;
  const isTask = row.Id.startsWith("00T");
  if (isTask && row.IsClosed !== true) return false;
  const day = text(row.ActivityDate) ?? text(row.CreatedDate)?.slice(0, 10);
  return day !== undefined && day <= dateText(org.now() - 365 * dayMs);
}

function openTasks(org: Org, row: Row): Row[] {
  return org
    .table("Task")
    .matching("WhatId", [row.Id])
    .filter((task) => task.IsClosed !== true && task.IsDeleted !== true);
}

/** Whole days since an instant or a date. */
function daysSince(org: Org, value: FieldValue | undefined): number | null {
  const day = text(value)?.slice(0, 10);
  return day === undefined ? null : Math.floor((org.now() - Date.parse(day)) / dayMs);
}

type Compute = (org: Org, row: Row) => FieldValue;

const computed: Readonly<Record<string, Compute>> = {
  "Task.IsArchived": isArchived,
  "Event.IsArchived": isArchived,
  "Opportunity.AgeInDays": (org, row) => daysSince(org, row.CreatedDate),
  "Opportunity.LastActivityInDays": (org, row) => daysSince(org, row.LastActivityDate),
  "Opportunity.HasOpenActivity": (org, row) => openTasks(org, row).length > 0,
  "Opportunity.HasOverdueTask": (org, row) => {
    const today = dateText(org.now());
    return openTasks(org, row).some((task) => (text(task.ActivityDate) ?? "9999") < today);
  },
};

/** How to read a field of an object's rows, whether it is stored or worked out on reading. */
export function fieldReader(org: Org, object: string, name: string): (row: Row) => FieldValue {
  const compute = computed[`${object}.${name}`];
  if (compute) return (row) => compute(org, row);
  const missing = org.schema.field(object, name)?.type === "boolean" ? false : null;
  return (row) => row[name] ?? missing;
}

/** Whether a field is worked out on reading, so that no index or ordering of it can be kept. */
export function isComputed(object: string, name: string): boolean {
  return `${object}.${name}` in computed;
}
