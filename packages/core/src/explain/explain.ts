import type { Evidence, RuleReference } from "../evidence/evidence.ts";
import type { Instant } from "../instant.ts";
import type { Basis, Contribution, Explained, ValueFrom } from "./explained.ts";

/** What a number is made of, before it is wrapped. `null` as value means unknown. */
export interface ExplainedParts {
  readonly value: number | null;
  readonly unit: string;
  readonly valueFrom: ValueFrom;
  readonly basis: number;
  readonly prior?: number;
  readonly n: number;
  readonly asOf: Instant;
  readonly rule: RuleReference;
  /** Called once, when somebody looks. */
  readonly contributions?: () => readonly Contribution[];
  readonly otherBases?: readonly Basis[];
  readonly interval?: readonly [number, number] | undefined;
  readonly snapshot?: string | undefined;
  readonly cohort?: string | undefined;
  readonly missing?: readonly string[];
  readonly alternatives?: readonly string[];
}

/** What a basis is made of, before it is wrapped. */
export interface BasisParts {
  readonly name: string;
  readonly prior: number;
  readonly basis: number;
  readonly contributions: () => readonly Contribution[];
}

const none: readonly never[] = Object.freeze([]);
const noContributions = () => none;

/** Holds the recipe of its contributions, which are made when somebody first looks. */
class LazyContributions {
  #build: () => readonly Contribution[];
  #built: readonly Contribution[] | undefined;

  constructor(build: () => readonly Contribution[]) {
    this.#build = build;
  }

  get contributions(): readonly Contribution[] {
    this.#built ??= this.#build();
    return this.#built;
  }

  /** So that `JSON.stringify` has the contributions, which are no property of their own. */
  toJSON(): object {
    return { ...this, contributions: this.contributions };
  }
}

class ExplainedNumber extends LazyContributions implements Explained {
  readonly status: Explained["status"];
  readonly value: number | null;
  readonly unit: string;
  readonly valueFrom: ValueFrom;
  readonly basis: number;
  readonly prior: number;
  readonly otherBases: readonly Basis[];
  declare readonly interval?: readonly [number, number];
  readonly n: number;
  readonly asOf: Instant;
  readonly rule: RuleReference;
  declare readonly snapshot?: string;
  declare readonly cohort?: string;
  readonly missing: readonly string[];
  readonly alternatives: readonly string[];

  constructor(parts: ExplainedParts) {
    super(parts.contributions ?? noContributions);
    this.status = parts.value === null ? "unknown" : "known";
    this.value = parts.value;
    this.unit = parts.unit;
    this.valueFrom = parts.valueFrom;
    this.basis = parts.basis;
    this.prior = parts.prior ?? 0;
    this.otherBases = parts.otherBases ?? none;
    if (parts.interval) this.interval = parts.interval;
    this.n = parts.n;
    this.asOf = parts.asOf;
    this.rule = parts.rule;
    if (parts.snapshot !== undefined) this.snapshot = parts.snapshot;
    if (parts.cohort !== undefined) this.cohort = parts.cohort;
    this.missing = parts.missing ?? none;
    this.alternatives = parts.alternatives ?? none;
  }
}

/** Wraps a number; unknown when its value is `null`. */
export function explain(parts: ExplainedParts): Explained {
  return new ExplainedNumber(parts);
}

class ExplainedBasis extends LazyContributions implements Basis {
  readonly name: string;
  readonly prior: number;
  readonly basis: number;

  constructor(parts: BasisParts) {
    super(parts.contributions);
    this.name = parts.name;
    this.prior = parts.prior;
    this.basis = parts.basis;
  }
}

/** Wraps a second sum that a value also depends on. */
export function basisOf(parts: BasisParts): Basis {
  return new ExplainedBasis(parts);
}

/** One line of an explanation. */
export function contribution(evidence: Evidence, amount: number, note?: string): Contribution {
  const line = { evidenceId: evidence.id, source: sourceText(evidence), amount };
  return note === undefined ? line : { ...line, note };
}

/**
 * One line of an explanation that rests on a fact about a deal or an account, or on an entry of the notebook, instead
 * of a piece of evidence. Its `evidenceId` is `deal:ID`, `account:ID` or `notebook:ID`.
 */
export function factContribution(
  about: "deal" | "account" | "notebook",
  id: string,
  amount: number,
  note?: string,
): Contribution {
  const line = { evidenceId: `${about}:${id}`, source: `${about}/${id}`, amount };
  return note === undefined ? line : { ...line, note };
}

/** Where to look a piece of evidence up: `crm/object/id`, with `#field` where one is known. */
export function sourceText({ source }: Evidence): string {
  const place = `${source.crm}/${source.object}/${source.id}`;
  return source.field === undefined ? place : `${place}#${source.field}`;
}
