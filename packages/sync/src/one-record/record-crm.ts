import {
  type CallOptions,
  type Change,
  type CrmAdapter,
  type CrmRecord,
  type ObjectName,
  objectNames,
  type RecordCrm,
  type RecordRef,
  type Story,
  type StoryRequest,
} from "@headway/crm";
import { findWritable } from "../writable-fields.ts";

/** Which CRMs one record can be assessed in. */
export type AnyCrm = CrmAdapter | RecordCrm;

/**
 * The part of an adapter that works on one record. Adapters that know how to read it in few requests do so; of others
 * the schema, the record and then everything it links to are read.
 */
export function recordCrm(crm: AnyCrm): RecordCrm {
  if (!("pull" in crm)) return crm;
  const story = crm.story?.bind(crm) ?? ((request, options = {}) => readStoryByPulls(crm, request, options));
  return {
    crm: crm.crm,
    capabilities: crm.capabilities,
    story,
    push: (patches, options) => crm.push(patches, options),
  };
}

async function readStoryByPulls(
  crm: CrmAdapter,
  { ref, fields = {} }: StoryRequest,
  options: CallOptions,
): Promise<Story> {
  const schema = await crm.describe(options);
  const gaps: string[] = [];
  const writable = [...findWritable(schema, gaps)];
  const first = await pullNamed(crm, [ref], fields, options);
  const own = first.flatMap((change) => (change.type === "upserted" ? [change.record] : []));
  const linked = own.flatMap((record) => linkedRefs(crm, record));
  const rest = linked.length === 0 ? [] : await pullNamed(crm, linked, fields, options);
  const { account, pipelines } = schema;
  return { accountId: account.id, pipelines, changes: [...first, ...rest], writable, gaps };
}

async function pullNamed(
  crm: CrmAdapter,
  refs: readonly RecordRef[],
  fields: NonNullable<StoryRequest["fields"]>,
  options: CallOptions,
): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const page of crm.pull({ type: "records", refs, fields }, options))
    changes.push(...page.changes);
  return changes;
}

/** Whom the record names, and its owner, as far as this CRM has such records. */
function linkedRefs(crm: CrmAdapter, record: CrmRecord): RecordRef[] {
  const refs = Object.entries(record.links).flatMap(([object, reading]) =>
    reading.status === "known" ? reading.value.map((id) => ({ object: object as ObjectName, id })) : [],
  );
  const owner =
    "ownerId" in record && record.ownerId !== null ? [{ object: "user", id: record.ownerId }] : [];
  const known = objectNames.filter((name) => crm.capabilities.objects.includes(name));
  return [...refs, ...(owner as RecordRef[])].filter(({ object }) => known.includes(object));
}
