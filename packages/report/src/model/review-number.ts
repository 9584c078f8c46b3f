import type { Basis, Contribution, Explained } from "@headway/core";
import type { EvidenceSource } from "./evidence-source.ts";
import { evidenceWords } from "./evidence-words.ts";
import { figureWords, howWords, valueWords } from "./number-words.ts";
import type { ReviewEvidence, ReviewNumber } from "./review.ts";

/**
 * A number of the core as the review shows it, with its evidence in words. Of many pieces those that weigh most are
 * listed, newest first, and the sum of the rest is kept, so that prior and amounts still add up to the basis.
 */
export function reviewNumber(label: string, explained: Explained, source: EvidenceSource): ReviewNumber {
  return {
    label,
    text: valueWords(explained),
    value: explained.value,
    unit: explained.unit,
    interval: explained.interval ?? null,
    n: explained.n,
    how: howWords(explained),
    rule: `${explained.rule.id} v${explained.rule.version}`,
    prior: explained.prior,
    basis: explained.basis,
    ...listed(explained.contributions, source),
    missing: explained.missing,
    alternatives: explained.alternatives,
  };
}

/** The number, and after it each further sum that its value depends on and that rests on evidence of its own. */
export function reviewNumbers(label: string, explained: Explained, source: EvidenceSource): ReviewNumber[] {
  const further = explained.otherBases.filter(({ contributions }) => contributions.length > 0);
  return [
    reviewNumber(label, explained, source),
    ...further.map((basis) => basisNumber(`${label}: ${basis.name}`, basis, explained, source)),
  ];
}

function basisNumber(
  label: string,
  { name, basis, prior, contributions }: Basis,
  { rule }: Explained,
  source: EvidenceSource,
): ReviewNumber {
  return {
    label,
    text: figureWords(basis),
    value: basis,
    unit: name,
    interval: null,
    n: contributions.length,
    how: `${figureWords(basis)} in all${prior === 0 ? "" : `, of which ${figureWords(prior)} is assumed beforehand`}`,
    rule: `${rule.id} v${rule.version}`,
    prior,
    basis,
    ...listed(contributions, source),
    missing: [],
    alternatives: [],
  };
}

function listed(
  contributions: readonly Contribution[],
  source: EvidenceSource,
): Pick<ReviewNumber, "evidence" | "furtherEvidence"> {
  const shown =
    contributions.length <= source.mostEvidence
      ? contributions
      : weightiest(contributions, source.mostEvidence);
  const evidence = shown.map((line) => reviewEvidence(line, source)).sort(newestFirst);
  const rest = contributions.length - shown.length;
  if (rest === 0) return { evidence, furtherEvidence: null };
  const sum = (lines: readonly { readonly amount: number }[]) =>
    lines.reduce((total, { amount }) => total + amount, 0);
  return { evidence, furtherEvidence: { n: rest, amount: sum(contributions) - sum(shown) } };
}

function weightiest(contributions: readonly Contribution[], most: number): Contribution[] {
  const weight = ({ amount }: Contribution) => Math.abs(amount);
  return [...contributions].sort((left, right) => weight(right) - weight(left)).slice(0, most);
}

function newestFirst(left: ReviewEvidence, right: ReviewEvidence): number {
  return (right.at ?? "").localeCompare(left.at ?? "") || (left.evidenceId < right.evidenceId ? -1 : 1);
}

/** A line may rest on a piece of evidence, a fact about a deal or an account, or an entry of the notebook. */
function reviewEvidence({ evidenceId, amount, note }: Contribution, source: EvidenceSource): ReviewEvidence {
  const piece = source.evidence.get(evidenceId);
  if (piece !== undefined) {
    return {
      evidenceId,
      at: piece.occurredAt,
      words: evidenceWords(piece, source.speakerOf, note),
      side: piece.actorSide,
      grade: piece.grade,
      amount,
      url: source.urlOf(piece.source.object, piece.source.id),
    };
  }
  const { words, url } = factWords(evidenceId, note, source);
  return { evidenceId, at: null, words, side: null, grade: null, amount, url };
}

function factWords(
  evidenceId: string,
  note: string | undefined,
  { nameOf, urlOf }: EvidenceSource,
): { words: string; url: string | null } {
  const [object = "", ...rest] = evidenceId.split(":");
  const id = rest.join(":");
  if (object === "deal" || object === "account") {
    const name = nameOf(object, id);
    return { words: note === undefined || note === id ? name : `${name}: ${note}`, url: urlOf(object, id) };
  }
  if (object === "period") return { words: `the period ${id}`, url: null };
  return { words: note ?? (object === "notebook" ? "an entry of the notebook" : evidenceId), url: null };
}
