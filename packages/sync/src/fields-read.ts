import type { CrmSchema, ObjectName } from "@headway/crm";
import type { CrmState } from "./store.ts";

/** What {@link fieldsBasis} says about the stored records of one object. */
export interface FieldsBasis {
  /** Fields that are asked for now and were not when the records were read: they have to be read again. */
  readonly isWider: boolean;
  /** To be kept once the records carry these fields; `null` where nothing has to be kept. */
  readonly next: CrmState["fieldsRead"] | null;
}

/**
 * Compares the fields that are asked for with those the stored records were read with. A field that
 * a rule newly names, or that the CRM newly has, is in no stored record, and no change of a record
 * would bring it. Fields that the CRM does not have are not waited for; a schema that could not be
 * read decides nothing.
 */
export function fieldsBasis(
  schema: CrmSchema,
  state: Pick<CrmState, "fieldsRead">,
  object: ObjectName,
  wanted: readonly string[],
): FieldsBasis {
  const known = schema.objects[object];
  if (known?.status === "unknown") return { isWider: false, next: null };
  const there = new Set(known?.value.fields.map((field) => field.name) ?? []);
  const fields = wanted.filter((name) => there.has(name)).sort();
  const before = state.fieldsRead?.[object];
  const isSame = before !== undefined && before.join() === fields.join();
  return {
    isWider: fields.some((name) => !(before ?? []).includes(name)),
    next: isSame ? null : { ...state.fieldsRead, [object]: fields },
  };
}
