import type { Instant } from "../instant.ts";

/** One won deal, as far as its timing, its price and what went before and after it are on record (domain:O11). */
export interface Close {
  readonly dealId: string;
  /** The owner. */
  readonly personId: string | undefined;
  readonly segment: string;
  readonly closedAt: Instant;
  readonly closedMs: number;
  /** The incentive period it lies in. */
  readonly period: ClosePeriod;
  /** In the last business days of the period. */
  readonly isLate: boolean;
  /** In the first business days of the period, in which a dip after the last one would show (domain:O12). */
  readonly isEarly: boolean;
  /** After advances spread evenly over the deal's life: a harvest, whenever it is (domain 3.8). */
  readonly isGrown: boolean;
  /** From creation. */
  readonly cycleDays: number;
  /** Every field below is `null` where its record is missing; missing is never a sign. */
  readonly discount: number | null;
  /** Our own attempts in the days before the close. */
  readonly attempts: number | null;
  /** The buyer's advances in the days before the close, the signature apart. */
  readonly advances: number | null;
  /** All three parts were in the buyer's own words at the close. */
  readonly articulated: boolean | null;
  /** Cancelled within the policy's days after the close. */
  readonly cancelled: boolean | null;
  /** How the client's evidence balance changed from before the close to after it, -1 to 1. */
  readonly elationChange: number | null;
  /** What attempts, advances and growth were read from. */
  readonly evidenceIds: readonly string[];
}

/** An incentive period, with where its late days begin. */
export interface ClosePeriod {
  /** `2026-01/2026-03`. */
  readonly name: string;
  readonly fromMs: number;
  /** No longer part of it. */
  readonly toMs: number;
  readonly lateFromMs: number;
  /** No longer early from here on. */
  readonly earlyUntilMs: number;
  readonly businessDays: number;
  readonly lateBusinessDays: number;
}
