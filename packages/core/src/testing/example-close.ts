import type { Close, ClosePeriod } from "../harvest/close.ts";

const quarterStarts = ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"];

/** A quarter of 2026, counted from 0, with 65 business days of which the last ten begin on its day 76. */
export function exampleQuarter(quarter: number): ClosePeriod {
  const fromMs = Date.parse(`${quarterStarts[quarter]}T00:00:00Z`);
  const toMs = Date.parse(`${quarterStarts[quarter + 1]}T00:00:00Z`);
  return {
    name: `quarter ${quarter}`,
    fromMs,
    toMs,
    lateFromMs: fromMs + 76 * 86_400_000,
    earlyUntilMs: fromMs + 28 * 86_400_000,
    businessDays: 65,
    lateBusinessDays: 10,
  };
}

/** A close in the middle of a quarter, or late in it, about which nothing else is on record. */
export function exampleClose(
  dealId: string,
  personId: string,
  { quarter = 0, isLate = false, ...rest }: Partial<Close> & { quarter?: number } = {},
): Close {
  const period = exampleQuarter(quarter);
  const closedMs = period.fromMs + (isLate ? 80 : 40) * 86_400_000;
  return {
    dealId,
    personId,
    segment: "",
    closedAt: new Date(closedMs).toISOString(),
    closedMs,
    period,
    isLate,
    isEarly: false,
    isGrown: false,
    cycleDays: 100,
    discount: null,
    attempts: null,
    advances: null,
    articulated: null,
    cancelled: null,
    elationChange: null,
    evidenceIds: [],
    ...rest,
  };
}

/** So many closes of a person, spread over three quarters, the first `late` of them late. */
export function exampleCloses(
  personId: string,
  count: number,
  late: number,
  part: (isLate: boolean, index: number) => Partial<Close> = () => ({}),
): Close[] {
  return Array.from({ length: count }, (_, index) => {
    const isLate = index < late;
    return exampleClose(`${personId}${index}`, personId, {
      quarter: index % 3,
      isLate,
      ...part(isLate, index),
    });
  });
}
