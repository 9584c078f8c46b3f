import type { FieldNames, ObjectName } from "@headway/crm";
import type { ChildTable } from "./child-rows.ts";
import { vendorName } from "./field-names.ts";
import type { ObjectSource } from "./object-source.ts";
import type { ObjectDescribe } from "./vendor-answers.ts";

/** A field asked for by name, with where its value is. */
export interface AskedField {
  readonly name: string;
  readonly vendor: string;
  readonly type: string;
}

/** Which columns to select for one object, as far as these credentials may see them. */
export interface RowPlan {
  readonly object: ObjectName;
  readonly source: ObjectSource;
  readonly columns: readonly string[];
  readonly visible: ReadonlySet<string>;
  readonly asked: readonly AskedField[];
  /** Of deals: the tables that changes of fields are read from; none where only stages are. */
  readonly changeTables: readonly ChildTable[];
  /** Salesforce's types of all fields by name. */
  readonly types: ReadonlyMap<string, string>;
}

const always = ["Id", "CreatedDate", "SystemModstamp", "IsDeleted"];

/**
 * Compares what is wanted with what the describe shows. Names that Salesforce does not show are left
 * out of the query: one hidden column would refuse the whole of it.
 *
 * @param tablesOfChanges See {@link RowPlan}.
 */
export function planRow(
  object: ObjectName,
  source: ObjectSource,
  describe: ObjectDescribe,
  asked: FieldNames,
  tablesOfChanges: (describe: ObjectDescribe) => readonly ChildTable[] = () => [],
): RowPlan {
  const types = new Map(describe.fields.map((field) => [field.name, field.type]));
  const byLowerCase = new Map(describe.fields.map((field) => [field.name.toLowerCase(), field.name]));
  const askedFields = asked.flatMap((name): AskedField[] => {
    const vendor = byLowerCase.get(vendorName(object, name).toLowerCase());
    return vendor === undefined ? [] : [{ name, vendor, type: types.get(vendor) ?? "" }];
  });
  const wanted = [...always, ...source.fields, ...askedFields.map((field) => field.vendor)];
  const columns = [...new Set(wanted)].filter((name) => types.has(name));
  const changeTables = object === "deal" ? tablesOfChanges(describe) : [];
  return { object, source, columns, visible: new Set(columns), asked: askedFields, changeTables, types };
}
