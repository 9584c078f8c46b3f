/** What a field holds. Instants are in Salesforce's own text form, dates are `YYYY-MM-DD`. */
export type FieldValue = string | number | boolean | null;

/** Fields by their API names; an absent field is null. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A stored record. Only its table changes it, so that indexes and orderings stay true. */
export type Row = { readonly Id: string } & FieldValues;
