import {
  type CallOptions,
  type Change,
  type ChangePage,
  CrmError,
  type CrmRecord,
  known,
  type ObjectName,
  type Pipeline,
  type Reading,
  type Story,
  type StoryRequest,
} from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import type { ReadChildren } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { pipelineId } from "./map-record.ts";
import { describePart, goodAnswer } from "./named-rows.ts";
import { objectSources, sourceOf } from "./object-source.ts";
import { isSameOrganization, otherOrganization } from "./organization-check.ts";
import { pullPlanned } from "./planned-records.ts";
import { queryPath } from "./query-pages.ts";
import { planRow, type RowPlan } from "./row-plan.ts";
import { idOf } from "./row-query.ts";
import { soql } from "./soql.ts";
import { readStages, stagesPart, stagesQuery } from "./stages.ts";
import { ObjectDescribe, QueryAnswer, readBody } from "./vendor-answers.ts";

const organizationQuery = soql`SELECT Id FROM Organization LIMIT 1`;

type Answers = Awaited<ReturnType<Client["readParts"]>>;
type Plans = ReadonlyMap<ObjectName, RowPlan>;

/**
 * One deal or account with all that hangs on it, in three or four composite requests: what is visible and the
 * stages, the record with the ids of its activities, then everything it names. More only where an object has more
 * records than one query holds. Objects that these credentials do not see are left out and said.
 */
export async function readStory(
  client: Client,
  { ref, fields = {} }: StoryRequest,
  options: CallOptions,
  readChildren: ReadChildren,
): Promise<Story> {
  if (ref.object !== "deal" && ref.object !== "account") {
    throw new CrmError("unsupported", {
      crm: "salesforce",
      message: `a \`${ref.object}\` has no story of its own`,
    });
  }
  const budget = timeLeft(options, client.options.ports);
  const answers = await readShapes(client, budget);
  const accountId = readOrganization(client, answers);
  const { plans, unseen } = plansOf(answers, fields);
  const seesEmails = plans.has("email");
  const pipelines = pipelinesOf(answers, plans);
  const pull = (refs: readonly StoryRequest["ref"][]) =>
    allChanges(
      pullPlanned(client, { groups: grouped(refs, plans), plans, seesEmails, readChildren }, budget),
    );
  const first = await pull([ref]);
  const subject = first.flatMap((change) => (change.type === "upserted" ? [change.record] : []))[0];
  const rest = subject === undefined ? [] : await pull(linkedRefs(subject));
  const { writable, missing } = ownFields(ref.object, plans.get(ref.object), fields[ref.object] ?? []);
  return { accountId, pipelines, changes: [...first, ...rest], writable, gaps: [...unseen, ...missing] };
}

async function readShapes(client: Client, budget: () => CallOptions): Promise<Answers> {
  const sobjects = new Set(Object.values(objectSources).map(({ sobject }) => sobject));
  const queries = [
    { id: stagesPart, path: queryPath(stagesQuery, false), isQuery: true },
    { id: "Organization", path: queryPath(organizationQuery, false), isQuery: true },
  ];
  return client.readParts([...[...sobjects].map(describePart), ...queries], budget());
}

/** The org that answers; throws where it is another than the one expected. */
function readOrganization(client: Client, answers: Answers): string {
  const { body } = goodAnswer(answers, "Organization", "/query");
  const id = idOf(readBody(QueryAnswer, body, "the organisation").records[0]) ?? "";
  const { organizationId = id } = client.options;
  if (!isSameOrganization(organizationId, id)) throw otherOrganization(organizationId, id);
  return id;
}

function plansOf(
  answers: Answers,
  fields: NonNullable<StoryRequest["fields"]>,
): { readonly plans: Plans; readonly unseen: readonly string[] } {
  const plans = new Map<ObjectName, RowPlan>();
  const unseen: string[] = [];
  for (const object of Object.keys(objectSources) as ObjectName[]) {
    const source = sourceOf(object);
    try {
      const { body } = goodAnswer(answers, source.sobject, `/sobjects/${source.sobject}/describe`);
      const describe = readBody(ObjectDescribe, body, `the describe of ${source.sobject}`);
      plans.set(object, planRow(object, source, describe, fields[object] ?? []));
    } catch (error) {
      if (!CrmError.is(error) || !["not-found", "forbidden"].includes(error.code)) throw error;
      unseen.push(`${object} records are not visible to these credentials`);
    }
  }
  return { plans, unseen };
}

/** The org's stages, under the name of each record type too: which of them its process shows is not asked. */
function pipelinesOf(answers: Answers, plans: Plans): Reading<readonly Pipeline[]> {
  const read = readStages(answers);
  if (read.status === "unknown") return read;
  const all: Pipeline = { id: pipelineId, label: "Opportunity stages", stages: read.value };
  if (!plans.has("deal")) return known([all]);
  const answer = goodAnswer(answers, "Opportunity", "/sobjects/Opportunity/describe");
  const { recordTypeInfos = [] } = readBody(ObjectDescribe, answer.body, "the describe of Opportunity");
  const types = recordTypeInfos.filter(({ master }) => !master);
  return known([all, ...types.map(({ recordTypeId, name }) => ({ ...all, id: recordTypeId, label: name }))]);
}

async function allChanges(pages: AsyncIterable<ChangePage>): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const page of pages) changes.push(...page.changes);
  return changes;
}

function grouped(refs: readonly StoryRequest["ref"][], plans: Plans): Map<ObjectName, string[]> {
  const seen = refs.filter(({ object }) => plans.has(object));
  const groups = Map.groupBy(seen, ({ object }) => object);
  return new Map([...groups].map(([object, own]) => [object, [...new Set(own.map(({ id }) => id))]]));
}

function linkedRefs(record: CrmRecord): StoryRequest["ref"][] {
  const linked = Object.entries(record.links).flatMap(([object, reading]) =>
    reading.status === "known" ? reading.value.map((id) => ({ object: object as ObjectName, id })) : [],
  );
  const ownerId = "ownerId" in record ? record.ownerId : null;
  return ownerId === null ? linked : [...linked, { object: "user", id: ownerId }];
}

function ownFields(
  object: ObjectName,
  plan: RowPlan | undefined,
  asked: readonly string[],
): { readonly writable: string[]; readonly missing: string[] } {
  const names = asked.filter((name) => name.startsWith("headway_"));
  const there = new Set(plan?.asked.map(({ name }) => name));
  const absent = names.filter((name) => !there.has(name)).map((name) => `${object}.${name}`);
  const reason = `not written because Salesforce shows no such field: ${absent.join(", ")}. Run \`headway provision\``;
  return {
    writable: names.filter((name) => there.has(name)).map((name) => `${object}.${name}`),
    missing: absent.length === 0 ? [] : [reason],
  };
}
