import type { Mutant } from "./mutant.ts";

/** What exists as of an instant, what may move anything, and what the rules make of a record. */
export const evidenceMutants: readonly Mutant[] = [
  {
    id: "seen-before-it-occurred",
    file: "evidence/seen.ts",
    find: "atMs <= asOfMs && recordedMs <= asOfMs",
    replace: "recordedMs <= asOfMs",
  },
  {
    id: "seen-before-it-was-recorded",
    file: "evidence/seen.ts",
    find: "&& recordedMs <= asOfMs",
    replace: "",
  },
  {
    id: "not-seen-at-the-instant-of-recording",
    file: "evidence/seen.ts",
    find: "&& recordedMs <= asOfMs",
    replace: "&& recordedMs < asOfMs",
  },
  {
    id: "earlier-version-wins",
    file: "evidence/seen.ts",
    find: "return nextMs > formerMs",
    replace: "return nextMs < formerMs",
  },
  {
    id: "least-grade-does-not-count",
    file: "evidence/counting.ts",
    find: "grade >= policy.advance.minimumGrade",
    replace: "grade > policy.advance.minimumGrade",
  },
  {
    id: "seller-acts-count",
    file: "evidence/counting.ts",
    find: 'actorSide === "buyer" && grade',
    replace: 'actorSide !== "system" && grade',
  },
  {
    id: "promise-needs-no-date",
    file: "evidence/counting.ts",
    find: "commitment.dueAt !== undefined && polarity",
    replace: "polarity",
  },
  {
    id: "promise-of-ours-counts",
    file: "evidence/counting.ts",
    find: 'commitment?.owner === "buyer" &&',
    replace: "commitment !== undefined &&",
  },
  { id: "refused-promise-counts", file: "evidence/counting.ts", find: "&& polarity >= 0", replace: "" },
  {
    id: "qualify-out-needs-no-reason",
    file: "evidence/counting.ts",
    find: "said && why && heard",
    replace: "said && heard",
  },
  {
    id: "qualify-out-needs-no-words",
    file: "evidence/counting.ts",
    find: "policy.advance.qualifiedOutMinimumGrade",
    replace: "policy.advance.minimumGrade",
  },
  {
    id: "notebook-sees-ahead",
    file: "notebook/entries-as-of.ts",
    find: "instantMs(writtenAt) <= atMs",
    replace: "atMs === atMs",
  },
  {
    id: "exclusive-rule-silences-nothing",
    file: "rules/apply-evidence-rules.ts",
    find: "rule.exclusive === true",
    replace: "rule.id === undefined",
  },
  {
    id: "quoted-mail-is-the-buyers",
    file: "rules/own-words.ts",
    find: '!line.trimStart().startsWith(">")',
    replace: "line !== undefined",
  },
  { id: "phrase-within-a-word", file: "rules/phrase.ts", find: "isBoundary(text, at - 1) && ", replace: "" },
  {
    id: "record-counts-twice",
    file: "account/read-account.ts",
    find: "if (keys.has(key)) return false;",
    replace: "",
  },
];
