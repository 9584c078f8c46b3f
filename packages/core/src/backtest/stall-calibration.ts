import { fitCohorts } from "../cohort/fit-cohorts.ts";
import type { Spell } from "../cohort/spell.ts";
import { waitCurves } from "../cohort/wait-curves.ts";
import { dayMs, instantMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import type { Said } from "./calibration-curve.ts";

/**
 * What curves fitted at a split date say of waits that go on later, against what came: P(an advance in the days
 * ahead). Only waits watched to the end of those days are asked about; one that ended by a win or a loss had no
 * advance. A promise that lapsed after the split was no advance for the fit either.
 */
export function stallSayings(
  spells: readonly Spell[],
  {
    splitMs,
    datesMs,
    asOfMs,
    policy,
    aheadDays,
  }: {
    readonly splitMs: number;
    readonly datesMs: readonly number[];
    readonly asOfMs: number;
    readonly policy: Policy;
    readonly aheadDays: number;
  },
): Said[] {
  const curves = waitCurves(fitCohorts(spellsBy(spells, splitMs), policy, instantOf(splitMs)));
  const said: Said[] = [];
  for (const { clock, band, segment, startAt, days, outcome } of spells) {
    const startMs = instantMs(startAt);
    const endMs = startMs + days * dayMs;
    for (const dateMs of datesMs) {
      if (dateMs < splitMs || dateMs < startMs || dateMs >= endMs) continue;
      const untilMs = dateMs + aheadDays * dayMs;
      if (untilMs > asOfMs) continue;
      const curve = curves.find({ clock, band, segment });
      if (curve === undefined) continue;
      const waited = (dateMs - startMs) / dayMs;
      const waiting = curve.waiting(waited);
      if (waiting <= 0) continue;
      const value = (curve.advanced(waited + aheadDays) - curve.advanced(waited)) / waiting;
      said.push({ value, came: outcome === "advance" && endMs <= untilMs });
    }
  }
  return said;
}

/** The waits as they stood at an instant. */
export function spellsBy(spells: readonly Spell[], ms: number): Spell[] {
  return spells.flatMap((spell) => {
    const startMs = instantMs(spell.startAt);
    if (startMs >= ms) return [];
    const days = (ms - startMs) / dayMs;
    return [spell.days > days ? { ...spell, days, outcome: "censored" as const } : spell];
  });
}
