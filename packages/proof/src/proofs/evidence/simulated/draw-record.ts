import type { Evidence } from "@headway/core";
import { dayAt, piece } from "./piece.ts";

/** The hidden classes. */
export const accountClasses = [
  "toying",
  "indecisive",
  "blocked",
  "painful",
  "quiet and loyal",
  "A-list",
] as const;
/** One of {@link accountClasses}. */
export type AccountClass = (typeof accountClasses)[number];

/** How an account of a class behaves over a year and a half. */
interface Behaviour {
  /** Attempts of ours, and the chance that one is answered. */
  readonly attempts: number;
  readonly answers: number;
  /** The chance of a deferral at each of six deadlines, and how near to it. */
  readonly deferrals: number;
  readonly nearDays: number;
  readonly kept: number;
  readonly complaints: number;
  readonly benefits: number;
  readonly blocker: number;
  readonly hours: number;
  /** Requests without anything in return. */
  readonly asks: number;
}

const quiet: Behaviour = {
  attempts: 10,
  answers: 0.5,
  deferrals: 0,
  nearDays: 10,
  kept: 0.9,
  complaints: 0,
  benefits: 0,
  blocker: 0,
  hours: 0.3,
  asks: 0,
};

const behaviours: Readonly<Record<AccountClass, Behaviour>> = {
  toying: { ...quiet, attempts: 90, answers: 0.05, deferrals: 0.9, kept: 0.1, asks: 5 },
  indecisive: { ...quiet, attempts: 16, answers: 0.6, deferrals: 0.5, nearDays: 40, kept: 0.5 },
  blocked: { ...quiet, attempts: 90, answers: 0.05, deferrals: 0.8, kept: 0.2, blocker: 0.6, asks: 2 },
  painful: { ...quiet, attempts: 16, answers: 0.8, complaints: 6, hours: 2.5 },
  "quiet and loyal": quiet,
  "A-list": { ...quiet, answers: 0.8, benefits: 3 },
};

/** Deadlines in the three quarters before the record is read. */
const deadlines = [360, 364, 450, 454, 540, 544];
const benefits = ["cash flow", "profit", "new customers"];

/** Everything that happened with one account, before any of it goes missing. */
export function drawRecord(hidden: AccountClass, id: string, next: () => number): Evidence[] {
  const behaviour = behaviours[hidden];
  const about = { accountId: id, dealId: `${id}-deal` };
  const record: Evidence[] = [];
  const add = (kind: Evidence["kind"], day: number, more: Partial<Evidence> = {}) =>
    record.push(piece(`${id}/${record.length}`, kind, day, { ...about, ...more }));
  for (let k = 0; k < behaviour.attempts; k += 1) {
    const day = 300 + 240 * next();
    add("seller-email", day, { hours: behaviour.hours });
    if (next() < behaviour.answers) add("buyer-reply", day + 1);
  }
  for (const deadline of deadlines) {
    if (next() >= behaviour.deferrals) continue;
    add("deadline-message", deadline - behaviour.nearDays - 3, {
      commitment: { what: "renew", owner: "buyer", dueAt: dayAt(deadline) },
    });
    add("deal-deferred", deadline - behaviour.nearDays * next());
  }
  for (let k = 0; k < 6; k += 1) {
    const made = 330 + 30 * k;
    const isKept = next() < behaviour.kept;
    const commitment = { what: `step ${k}`, owner: "buyer" as const, dueAt: dayAt(made + 10) };
    const kept = isKept ? { ...commitment, fulfilledAt: dayAt(made + 8) } : commitment;
    add("next-step-committed", made, { commitment: kept });
  }
  for (let k = 0; k < behaviour.complaints; k += 1) add("complaint", 460 + 80 * next(), { topic: `c${k}` });
  for (let k = 0; k < behaviour.benefits; k += 1) {
    add("benefit-confirmed", 400 + 140 * next(), { topic: benefits[k % benefits.length] ?? "profit" });
  }
  for (let k = 0; k < behaviour.asks; k += 1) add("one-sided-ask", 400 + 140 * next());
  if (next() < behaviour.blocker) add("blocker-documented", 500, { reason: "a purchasing freeze" });
  return record;
}
