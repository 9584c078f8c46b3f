import type { Org } from "../org.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import type { FieldValues, Row } from "../store/row.ts";
import type { Actor } from "./read-values.ts";
import { RowError } from "./row-error.ts";

/** A record about to be written, as the org's rules see it. */
export interface Checked {
  readonly object: ObjectDefinition;
  readonly before: Row | undefined;
  readonly given: FieldValues;
  readonly after: FieldValues;
}

/** All fields of an object, null where a record says nothing of them. */
function whole(object: ObjectDefinition, values: FieldValues): FieldValues {
  return { ...Object.fromEntries(object.fields.map(({ name }) => [name, null])), ...values };
}

/** Refuses a record that breaks a validation rule, in the rule's own words. */
function checkValidation(org: Org, { object, before, after }: Checked): void {
  const own = org.rules.validation.filter((rule) => rule.object === object.name);
  if (own.length === 0) return;
  const [now, then] = [whole(object, after), before && whole(object, before)];
  for (const rule of own) {
    if (!rule.breaks(now, then)) continue;
    const fields = rule.field === undefined ? [] : [rule.field];
    throw new RowError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, fields);
  }
}

/** Refuses to hand a record to someone who has left. */
function checkOwner(org: Org, { object, given }: Checked): void {
  if (typeof given.OwnerId !== "string") return;
  const owner = org.find(given.OwnerId);
  if (!owner?.Id.startsWith("005") || owner.IsActive === true) return;
  const message = `operation performed with inactive user [${owner.Id.slice(0, 15)}] as owner of ${object.name.toLowerCase()}`;
  throw new RowError("INACTIVE_OWNER_OR_USER", message, ["OwnerId"]);
}

function checkDuplicates(org: Org, actor: Actor, { object, before, after }: Checked): void {
  for (const rule of org.rules.duplicates) {
    if (rule.object !== object.name || (rule.action === "alert" && actor.allowsDuplicates === true)) continue;
    const [first = ""] = rule.fields;
    const fold = (value: unknown): string => String(value ?? "").toLowerCase();
    const isSame = (row: Row): boolean =>
      rule.fields.every((name) => fold(after[name]) !== "" && fold(row[name]) === fold(after[name]));
    const twin = org
      .table(object.name)
      .matching(first, [after[first] ?? null])
      .find((row) => row.IsDeleted !== true && row.Id !== before?.Id && isSame(row));
    if (twin) throw new RowError("DUPLICATES_DETECTED", rule.message ?? "Use one of these records?");
  }
}

const parents = ["AccountId", "OpportunityId", "WhatId", "WhoId", "ContactId", "EmailMessageId"];

/** Refuses to write to a record that others are writing to, or that hangs on one. */
export function requireUnlocked(org: Org, actor: Actor, after: FieldValues): void {
  if (actor.privileged) return;
  const ids = [after.Id, ...parents.map((name) => after[name])];
  const locked = org.rules.lockedOf(ids, actor.rowsInCall ?? 1, org.now());
  if (locked === undefined) return;
  const message = `unable to obtain exclusive access to this record or 1 records: ${locked}`;
  throw new RowError("UNABLE_TO_LOCK_ROW", message);
}

/**
 * Holds a record against the org's rules, in the order in which Salesforce comes to them. A person at
 * her screen is asked about duplicates and waits for locks, so neither refuses her.
 */
export function checkRules(org: Org, actor: Actor, checked: Checked): void {
  checkOwner(org, checked);
  checkValidation(org, checked);
  if (actor.privileged) return;
  checkDuplicates(org, actor, checked);
  requireUnlocked(org, actor, checked.after);
}
