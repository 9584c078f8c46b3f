import type { EvidenceRule } from "@headway/core";
import type { CrmRecord, ObjectName } from "@headway/crm";
import { evidenceContext, ruleHits } from "./evidence.ts";
import { namedFields } from "./fields-to-read.ts";
import type { Store } from "./store.ts";

/** What one rule does on the records in a store. */
export interface RuleCoverage {
  readonly ruleId: string;
  readonly object: string;
  readonly gives: string;
  readonly hits: number;
  /** Up to three records it caught, as `object/id` and a few words of them. */
  readonly examples: readonly string[];
}

/** What the rules do on a store: hits by rule, and what no rule catches. */
export interface RulesReport {
  readonly crm: string;
  readonly records: number;
  readonly rules: readonly RuleCoverage[];
  /** Records that no rule matched, by object. */
  readonly uncaught: Readonly<
    Record<string, { readonly count: number; readonly examples: readonly string[] }>
  >;
  /** Fields that rules name and no stored record has. */
  readonly unknownFields: readonly {
    readonly ruleId: string;
    readonly object: string;
    readonly field: string;
  }[];
}

interface Tally {
  count: number;
  readonly examples: string[];
}

const evidenceObjects: readonly ObjectName[] = ["deal", "task", "call", "meeting", "email", "note"];
const pageSize = 500;

/** Runs rules over every stored record, without changing anything: `headway rules test`. */
export async function testRules(
  store: Store,
  crm: string,
  rules: readonly EvidenceRule[],
): Promise<RulesReport> {
  const schema = (await store.state(crm)).schema;
  const pipelines = schema?.pipelines.status === "known" ? schema.pipelines.value : [];
  const hits = new Map(rules.map((rule) => [rule.id, emptyTally()]));
  const uncaught = new Map<string, Tally>();
  const seenFields = new Set<string>();
  const context = evidenceContext(crm, rules, pipelines);
  let records = 0;
  for await (const record of storedRecords(store, crm)) {
    records += 1;
    for (const { subject, matchedRuleIds } of ruleHits(record, context)) {
      for (const name of Object.keys(subject.fields)) seenFields.add(`${subject.object}.${name}`);
      const words = exampleOf(subject.object, record);
      for (const id of matchedRuleIds) note(hits.get(id), words);
      if (matchedRuleIds.length > 0 || subject.object === "deal") continue;
      const tally = uncaught.get(subject.object) ?? emptyTally();
      uncaught.set(subject.object, tally);
      note(tally, words);
    }
  }
  return {
    crm,
    records,
    rules: rules.map((rule) => coverage(rule, hits.get(rule.id) ?? emptyTally())),
    uncaught: Object.fromEntries(uncaught),
    unknownFields: rules.flatMap((rule) => unknownFields(rule, seenFields)),
  };
}

async function* storedRecords(store: Store, crm: string): AsyncGenerator<CrmRecord> {
  for (const object of evidenceObjects) {
    let after: string | null = null;
    for (;;) {
      const page: CrmRecord[] = await store.records(crm, object, after, pageSize);
      if (page.length === 0) break;
      yield* page;
      after = page.at(-1)?.id ?? null;
    }
  }
}

function coverage(rule: EvidenceRule, tally: Tally): RuleCoverage {
  const gives = `${rule.gives.kind} (${rule.gives.actorSide}, G${rule.gives.grade})`;
  return { ruleId: rule.id, object: rule.on.object, gives, hits: tally.count, examples: tally.examples };
}

function unknownFields(
  rule: EvidenceRule,
  seen: ReadonlySet<string>,
): RulesReport["unknownFields"][number][] {
  const { object } = rule.on;
  const objectSeen = [...seen].some((name) => name.startsWith(`${object}.`));
  if (!objectSeen) return [];
  return namedFields(rule)
    .filter((field) => !seen.has(`${object}.${field}`))
    .map((field) => ({ ruleId: rule.id, object, field }));
}

function note(tally: Tally | undefined, words: string): void {
  if (tally === undefined) return;
  tally.count += 1;
  if (tally.examples.length < 3 && !tally.examples.includes(words)) tally.examples.push(words);
}

function emptyTally(): Tally {
  return { count: 0, examples: [] };
}

function exampleOf(object: string, record: CrmRecord): string {
  const text =
    "subject" in record
      ? record.subject
      : "title" in record
        ? record.title
        : "name" in record
          ? record.name
          : null;
  return `${object} ${record.id}${text === null ? "" : `: ${text.slice(0, 60)}`}`;
}
