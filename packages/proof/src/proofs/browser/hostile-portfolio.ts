import type { Portfolio, PortfolioActivity, PortfolioDeal } from "@headway/sandbox";
import { hostileFamilies } from "./hostile-texts.ts";

/** Text fields of a CRM that people fill in, each of which gets every hostile text. */
const hostileFields = [
  "deal name",
  "account name",
  "person's first name",
  "person's last name",
  "seller's name",
  "next step",
  "buyer's promise",
  "quote in a mail",
  "call title",
  "note",
] as const;

/** One of {@link hostileFields}. */
type HostileField = (typeof hostileFields)[number];

const texts = hostileFamilies.flatMap((family) => family.texts);

/** What a try in one field is known by. */
function hostileMark(field: HostileField, index: number): string {
  return `hw${hostileFields.indexOf(field)}x${String(index).padStart(2, "0")}`;
}

/** The marks of all texts in all fields. */
export const hostileMarks = hostileFields.flatMap((field) =>
  texts.map((_, index) => hostileMark(field, index)),
);

/** A portfolio in which every text of every field is a try to run a script. */
export function hostilePortfolio(asOf: string): Portfolio {
  const day = (days: number): string => new Date(Date.parse(asOf) + days * 86_400_000).toISOString();
  const indexes = texts.map((_, index) => index);
  return {
    users: indexes.map((index) => ({
      id: `user-${index}`,
      name: hostile("seller's name", index),
      email: `seller${index}@hostile.example`,
      active: true,
    })),
    accounts: indexes.map((index) => ({
      id: `account-${index}`,
      name: hostile("account name", index),
      domain: `hostile${index}.example`,
      ownerId: `user-${index}`,
      createdAt: day(-200),
    })),
    contacts: indexes.map((index) => ({
      id: `contact-${index}`,
      firstName: hostile("person's first name", index),
      lastName: hostile("person's last name", index),
      email: `buyer${index}@hostile.example`,
      accountId: `account-${index}`,
      createdAt: day(-200),
    })),
    pipelines: [pipeline],
    deals: indexes.map((index) => dealOf(index, day)),
    activities: indexes.flatMap((index) => activitiesOf(index, day)),
    engagements: indexes.map((index) => ({
      ...about(index),
      id: `note-${index}`,
      type: "note",
      at: day(-5),
      body: hostile("note", index),
    })),
  };
}

function hostile(field: HostileField, index: number): string {
  return texts[index]?.(hostileMark(field, index)) ?? "";
}

const pipeline = {
  id: "sales",
  label: "Sales",
  stages: [
    { id: "open", label: "Open", probability: 0.2, closed: false },
    { id: "won", label: "Won", probability: 1, closed: true },
    { id: "lost", label: "Lost", probability: 0, closed: true },
  ],
};

function dealOf(index: number, day: (days: number) => string): PortfolioDeal {
  return {
    id: `deal-${index}`,
    name: hostile("deal name", index),
    pipelineId: pipeline.id,
    accountId: `account-${index}`,
    contactIds: [`contact-${index}`],
    ownerId: `user-${index}`,
    amount: "10000",
    currency: "EUR",
    closeDate: day(60).slice(0, 10),
    nextStep: hostile("next step", index),
    createdAt: day(-90),
    stages: [{ stageId: "open", at: day(-90) }],
    fields: {
      buyer_next_step: hostile("buyer's promise", index),
      buyer_next_step_due: day(10).slice(0, 10),
      buyer_said_on: day(-3).slice(0, 10),
    },
  };
}

function about(index: number) {
  return {
    ownerId: `user-${index}`,
    dealIds: [`deal-${index}`],
    contactIds: [`contact-${index}`],
    accountIds: [`account-${index}`],
  };
}

/** The mail is one that the demo's rules read as a buyer's act, so that its text is quoted. */
function activitiesOf(index: number, day: (days: number) => string): PortfolioActivity[] {
  const direction = index % 2 === 0 ? "inbound" : "outbound";
  return [
    {
      ...about(index),
      id: `mail-${index}`,
      type: "email",
      at: day(-8),
      direction: "inbound",
      subject: "What it has saved us",
      text: hostile("quote in a mail", index),
    },
    {
      ...about(index),
      id: `call-${index}`,
      type: "call",
      at: day(-6),
      direction,
      title: hostile("call title", index),
      disposition: "Connected",
    },
  ];
}
