import type { Evidence } from "@headway/core";
import {
  type CrmRecord,
  objectNames,
  type Pipeline,
  type RecordCrm,
  type RecordRef,
  refKey,
  type Story,
} from "@headway/crm";
import { deriveEvidence, evidenceContext } from "../evidence.ts";
import { fieldsToRead } from "../fields-to-read.ts";
import { unknownParts } from "../unknown-parts.ts";
import type { RecordOptions } from "./assess-options.ts";
import type { RecordResult } from "./record-result.ts";

/** A record and what hangs on it, sorted out. */
export interface ToldStory {
  readonly story: Story;
  /** The record asked for; absent where the CRM shows none. */
  readonly subject: CrmRecord | undefined;
  readonly records: readonly CrmRecord[];
  readonly evidence: readonly Evidence[];
  readonly pipelines: readonly Pipeline[];
  readonly read: RecordResult["read"];
  readonly unknown: readonly string[];
  /** Rules that read the subject's own fields and found something that nobody can date without a store. */
  readonly undated: readonly string[];
}

/** Reads a record's story and derives its evidence. Throws `CrmError` where the CRM cannot be read at all. */
export async function tellStory(
  crm: RecordCrm,
  ref: RecordRef,
  { policy, signal, timeoutMs }: RecordOptions,
): Promise<ToldStory> {
  const fields = Object.fromEntries(
    objectNames.map((name) => [name, fieldsToRead(name, policy.evidenceRules)]),
  );
  const call = { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) };
  const story = await crm.story({ ref, fields }, call);
  const records = story.changes.flatMap((change) => (change.type === "upserted" ? [change.record] : []));
  const pipelines = story.pipelines.status === "known" ? story.pipelines.value : [];
  const context = evidenceContext(crm.crm, policy.evidenceRules, pipelines);
  const evidence = records.flatMap((record) => deriveEvidence(record, context).evidence);
  const dated = new Set(policy.evidenceRules.flatMap(({ id, gives }) => (gives.occurredField ? [id] : [])));
  const isUndated = ({ source, rule }: Evidence): boolean => source.object === "deal" && !dated.has(rule.id);
  return {
    story,
    subject: records.find((record) => refKey(record) === refKey(ref)),
    records,
    evidence: evidence.filter((piece) => !isUndated(piece)),
    pipelines,
    read: countOf(records),
    unknown: [...story.gaps, ...unreadOf(story), ...partsOf(records)],
    undated: [...new Set(evidence.filter(isUndated).map(({ rule }) => rule.id))],
  };
}

function countOf(records: readonly CrmRecord[]): RecordResult["read"] {
  const groups = Map.groupBy(records, ({ object }) => object);
  return Object.fromEntries([...groups].map(([object, own]) => [object, own.length]));
}

/** One clause for each reason, however many records it is about. */
function partsOf(records: readonly CrmRecord[]): string[] {
  const pairs = records.flatMap((record) => unknownParts(record).map((reason) => ({ reason, record })));
  return [...Map.groupBy(pairs, ({ reason }) => reason)].map(([reason, [first, ...others]]) => {
    const rest = others.length === 0 ? "" : ` and ${others.length} more`;
    return first === undefined ? reason : `${refKey(first.record)}${rest}: ${reason}`;
  });
}

function unreadOf({ changes, pipelines }: Story): string[] {
  const lost = changes.flatMap((change) => {
    if (change.type === "unreadable")
      return [`${change.object}/${change.id ?? "?"}: \`${change.field}\` ${change.reason}`];
    if (change.type === "deleted") return [`${refKey(change.ref)} is gone`];
    return change.type === "merged" ? [`${refKey(change.ref)} lives on as ${refKey(change.into)}`] : [];
  });
  return pipelines.status === "known" ? lost : [`pipelines could not be read: ${pipelines.reason}`, ...lost];
}
