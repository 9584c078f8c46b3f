import type { PortfolioAssessment } from "./assess-portfolio.ts";

/** One answer that differs between two assessments. */
export interface AssessmentChange {
  readonly about: "deal" | "account" | "person";
  readonly id: string;
  /** Where in the assessment, such as `stall.state` or `momentum.points`. */
  readonly path: string;
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
}

/**
 * Who and what would change from one assessment to another, answer by answer: the value of every number, and every
 * state and date in words. Explanations are not compared, nor is anything that only one of them assessed. Numbers
 * closer than 1e-9 are the same.
 */
export function assessmentChanges(
  before: PortfolioAssessment,
  after: PortfolioAssessment,
): AssessmentChange[] {
  return [
    ...changesOf("deal", before.deals, after.deals, ({ dealId }) => dealId),
    ...changesOf("account", before.accounts, after.accounts, ({ accountId }) => accountId),
    ...changesOf("person", before.people, after.people, ({ personId }) => personId),
  ];
}

type Answer = AssessmentChange["before"];

function changesOf<One>(
  about: AssessmentChange["about"],
  before: readonly One[],
  after: readonly One[],
  idOf: (one: One) => string,
): AssessmentChange[] {
  const former = new Map(before.map((one) => [idOf(one), one]));
  return after.flatMap((one) => {
    const other = former.get(idOf(one));
    return other === undefined ? [] : differing(about, idOf(one), answersOf(other), answersOf(one));
  });
}

function differing(
  about: AssessmentChange["about"],
  id: string,
  before: ReadonlyMap<string, Answer>,
  after: ReadonlyMap<string, Answer>,
): AssessmentChange[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].flatMap((path) => {
    const [one, other] = [before.get(path) ?? null, after.get(path) ?? null];
    return isSame(one, other) ? [] : [{ about, id, path, before: one, after: other }];
  });
}

function isSame(one: Answer, other: Answer): boolean {
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) < 1e-9;
  return one === other;
}

/** Named by the standpoint or the policy, so they differ without anything having changed. */
const standpointKeys: ReadonlySet<string> = new Set(["asOf", "policyVersion"]);

/** Every leaf by its path; a number that explains itself is its value. */
function answersOf(assessment: unknown): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  const collect = (path: string, value: unknown): void => {
    if (typeof value !== "object" || value === null) {
      if (value === null || ["string", "number", "boolean"].includes(typeof value)) {
        answers.set(path, value as Answer);
      }
      return;
    }
    if ("valueFrom" in value && "value" in value) {
      answers.set(path, value.value as Answer);
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) collectItem(path, index, item);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (!standpointKeys.has(key)) collect(path === "" ? key : `${path}.${key}`, inner);
    }
  };
  /** An item that rests on one piece of evidence is there or not; others are compared place by place. */
  const collectItem = (path: string, index: number, item: unknown): void => {
    if (typeof item === "object" && item !== null && "evidenceId" in item) {
      const isLapsed = "lapsedAt" in item && item.lapsedAt !== undefined;
      answers.set(`${path}[${String(item.evidenceId)}]`, isLapsed ? "lapsed" : "listed");
    } else collect(`${path}[${index}]`, item);
  };
  collect("", assessment);
  return answers;
}
