import { type Evidence, evidenceKinds } from "@headway/core";

/** The first day of every simulation. */
export const originMs = Date.UTC(2025, 0, 1, 12);

/** The instant of a day counted from the origin. */
export function dayAt(day: number): string {
  return new Date(originMs + day * 86_400_000).toISOString();
}

/** One piece about a simulated account or deal, with what the catalogue says of its kind. */
export function piece(
  id: string,
  kind: Evidence["kind"],
  day: number,
  more: Partial<Evidence> = {},
): Evidence {
  const { side, situation, polarity } = evidenceKinds[kind];
  const occurredAt = dayAt(day);
  return {
    id,
    kind,
    occurredAt,
    recordedAt: occurredAt,
    situation,
    polarity,
    actorSide: side,
    grade: side === "buyer" ? 3 : 0,
    source: { crm: "simulated", object: "note", id },
    rule: { id: "simulation", version: "1" },
    ...more,
  };
}
