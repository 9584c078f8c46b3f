import type { Side } from "./network.ts";

/** The mirrored fields, by their canonical names. */
export const mirroredFields = ["stageId", "amount", "closeDate", "nextStep", "ownerId"] as const;

/** One of {@link mirroredFields}. */
export type Field = (typeof mirroredFields)[number];

/** A value as the checker compares it, worked out without the code under test; `""` where there is none. */
export type Plain = string;

/** The sellers who own deals on both sides. */
export const people = ["ida", "tom", "eva"] as const;

/** What people move deals through: a name of ours, and what each side calls it; the first is the usual one. */
export interface StageWord {
  readonly name: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly isClosed: boolean;
}

/** The stages that are mapped. Salesforce splits one in two. */
export const stageWords: readonly StageWord[] = [
  { name: "first", left: ["appointmentscheduled"], right: ["Prospecting"], isClosed: false },
  { name: "second", left: ["qualifiedtobuy"], right: ["Qualification"], isClosed: false },
  {
    name: "third",
    left: ["presentationscheduled"],
    right: ["Needs Analysis", "Value Proposition"],
    isClosed: false,
  },
  { name: "fourth", left: ["decisionmakerboughtin"], right: ["Id. Decision Makers"], isClosed: false },
  { name: "won", left: ["closedwon"], right: ["Closed Won"], isClosed: true },
  { name: "lost", left: ["closedlost"], right: ["Closed Lost"], isClosed: true },
];

/** Stages that a company forgot to map, one on each side. */
export const unmappedStages: Readonly<Record<Side, string>> = {
  left: "contractsent",
  right: "Perception Analysis",
};

const properties: Readonly<Record<Field, Readonly<Record<Side, string>>>> = {
  stageId: { left: "dealstage", right: "StageName" },
  amount: { left: "amount", right: "Amount" },
  closeDate: { left: "closedate", right: "CloseDate" },
  nextStep: { left: "hs_next_step", right: "NextStep" },
  ownerId: { left: "hubspot_owner_id", right: "OwnerId" },
};

/** What a side calls a field. */
export function propertyOf(side: Side, field: Field): string {
  return properties[field][side];
}

/** Who is who on a side, by the side's ids. */
export type Owners = Readonly<Record<Side, ReadonlyMap<string, string>>>;

/** What a raw value of a side says. A stage that is not mapped says itself. */
export function plain(side: Side, field: Field, raw: unknown, owners: Owners): Plain {
  if (raw === null || raw === undefined || raw === "") return "";
  const text = String(raw);
  switch (field) {
    case "stageId":
      return stageWords.find((word) => word[side].includes(text))?.name ?? `unmapped ${side} ${text}`;
    case "amount":
      return Number(text).toFixed(2);
    case "closeDate":
      return dayOf(text);
    case "ownerId":
      return owners[side].get(text) ?? `stranger ${text}`;
    default:
      return text.trim();
  }
}

/** A day alone is itself; HubSpot keeps it as midnight UTC, and an instant is a day of the portal's. */
function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const instant = new Date(/^\d+$/.test(text) ? Number(text) : text).toISOString();
  if (instant.endsWith("T00:00:00.000Z")) return instant.slice(0, 10);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York" }).format(new Date(instant));
}

/** What a person types to say something on a side; `variant` chooses among names for the same stage. */
export function typed(
  side: Side,
  field: Field,
  value: Plain,
  owners: Owners,
  variant = 0,
): string | number | null {
  if (value === "") return null;
  switch (field) {
    case "stageId": {
      const names = stageWords.find((word) => word.name === value)?.[side] ?? [
        value.replace(/^unmapped \w+ /, ""),
      ];
      return names[variant % names.length] ?? null;
    }
    case "amount":
      return side === "left" ? value : Number(value);
    case "closeDate":
      return side === "left" ? `${value}T00:00:00Z` : value;
    case "ownerId":
      return [...owners[side]].find(([, name]) => name === value)?.[0] ?? null;
    default:
      return value;
  }
}
