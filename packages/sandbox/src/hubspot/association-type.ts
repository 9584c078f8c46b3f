import { objectTypeOf } from "./object-type.ts";

/** One HubSpot-defined association type in one direction. */
export interface AssociationType {
  readonly typeId: number;
  /** Plural object names. */
  readonly from: string;
  readonly to: string;
  /** As `associations.*.results[].type` of an object read: `deal_to_company_unlabeled`. */
  readonly name: string;
  /** As `associationTypes[].label` of a v4 read: `Primary`, or null. */
  readonly label: string | null;
  /** The type id of the same link seen from the other side. */
  readonly inverse: number;
}

type Row = readonly [from: string, to: string, typeId: number, inverse: number, label?: string];

/** Type ids of hubspot facts §5; company to contact (280, 2) is the counterpart of 279 and 1. */
const ROWS: readonly Row[] = [
  ["deals", "companies", 341, 342],
  ["deals", "companies", 5, 6, "Primary"],
  ["deals", "contacts", 3, 4],
  ["contacts", "companies", 279, 280],
  ["contacts", "companies", 1, 2, "Primary"],
  ["calls", "deals", 206, 205],
  ["calls", "contacts", 194, 193],
  ["calls", "companies", 182, 181],
  ["emails", "deals", 210, 209],
  ["emails", "contacts", 198, 197],
  ["emails", "companies", 186, 185],
  ["meetings", "deals", 212, 211],
  ["meetings", "contacts", 200, 199],
  ["meetings", "companies", 188, 187],
  ["notes", "deals", 214, 213],
  ["notes", "contacts", 202, 201],
  ["notes", "companies", 190, 189],
  ["tasks", "deals", 216, 215],
  ["tasks", "contacts", 204, 203],
  ["tasks", "companies", 192, 191],
];

function associationType(from: string, to: string, typeId: number, inverse: number, label?: string) {
  const twoKinds = ROWS.some(
    (row) => row[4] && [row[0], row[1]].includes(from) && [row[0], row[1]].includes(to),
  );
  const base = `${objectTypeOf(from)?.singular}_to_${objectTypeOf(to)?.singular}`;
  const name = twoKinds && !label ? `${base}_unlabeled` : base;
  return { typeId, from, to, name, label: label ?? null, inverse };
}

const TYPES: readonly AssociationType[] = ROWS.flatMap(([from, to, typeId, inverse, label]) => [
  associationType(from, to, typeId, inverse, label),
  associationType(to, from, inverse, typeId, label),
]);
const BY_ID: ReadonlyMap<number, AssociationType> = new Map(TYPES.map((type) => [type.typeId, type]));
const PLAIN: ReadonlyMap<string, AssociationType> = new Map(
  TYPES.filter((type) => type.label === null).map((type) => [`${type.from} ${type.to}`, type]),
);

/** The association type with this id, if HubSpot defines it for the kept objects. */
export function associationTypeById(typeId: number): AssociationType | undefined {
  return BY_ID.get(typeId);
}

/** The unlabelled type between two objects (plural names); `undefined` where HubSpot has none here. */
export function plainAssociationType(from: string, to: string): AssociationType | undefined {
  return PLAIN.get(`${from} ${to}`);
}

/** Every type from one object to another, for the labels endpoint. */
export function associationTypesBetween(from: string, to: string): AssociationType[] {
  return TYPES.filter((type) => type.from === from && type.to === to);
}
