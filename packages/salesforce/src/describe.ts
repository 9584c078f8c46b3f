import {
  type CallOptions,
  type CrmAccount,
  CrmError,
  type CrmSchema,
  known,
  type ObjectName,
  type ObjectSchema,
  type Pipeline,
  type PipelineStage,
  type Reading,
  unknown,
} from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import type { Client } from "./client.ts";
import type { CompositePart } from "./composite.ts";
import { fieldSchema } from "./field-schema.ts";
import { mapError } from "./map-error.ts";
import { pipelineId } from "./map-record.ts";
import { describePart, goodAnswer } from "./named-rows.ts";
import { type ObjectSource, objectSources } from "./object-source.ts";
import { queryPath } from "./query-pages.ts";
import { readFlag, readNumber, readText, requireText, UnreadableValue } from "./read-value.ts";
import { type Soql, soql } from "./soql.ts";
import { isSameOrganization, otherOrganization } from "./token-request.ts";
import { isRow, ObjectDescribe, QueryAnswer, type Row, readBody, serverInstant } from "./vendor-answers.ts";

const organizationQuery = soql`SELECT Id, Name, TimeZoneSidKey FROM Organization LIMIT 1`;
/** Asked apart, because the field is there in some orgs only. */
const currencyQuery = soql`SELECT DefaultCurrencyIsoCode FROM Organization LIMIT 1`;
const stagesQuery = soql`SELECT Id, ApiName, MasterLabel, IsActive, SortOrder, IsClosed, IsWon, DefaultProbability FROM OpportunityStage ORDER BY SortOrder, Id`;

/** Read beside the records of another object; without them its links or history are `unknown`. */
const childObjects: Readonly<Record<string, string>> = {
  OpportunityHistory: "Opportunity",
  OpportunityContactRole: "Opportunity",
  EmailMessageRelation: "EmailMessage",
};

type Answers = ReadonlyMap<string, HttpAnswer>;
type Sources = readonly [ObjectName, ObjectSource][];

/** Account, fields, stages and missing permissions, in one request. */
export async function describeOrg(client: Client, options: CallOptions): Promise<CrmSchema> {
  const sources = Object.entries(objectSources) as [ObjectName, ObjectSource][];
  const sobjects = new Set([...sources.map(([, source]) => source.sobject), ...Object.keys(childObjects)]);
  const queries = [
    queryPart("Organization", organizationQuery),
    queryPart("Currency", currencyQuery),
    queryPart("Stages", stagesQuery),
  ];
  const answers = await client.readParts([...[...sobjects].map(describePart), ...queries], options);
  const objects = sources.map(([object, source]) => [object, readObject(answers, object, source)]);
  const account = readAccount(answers);
  const { organizationId = account.id } = client.options;
  if (!isSameOrganization(organizationId, account.id)) throw otherOrganization(organizationId, account.id);
  return {
    account,
    objects: Object.fromEntries(objects),
    pipelines: readPipelines(answers),
    missingGrants: known(missingGrants(answers, sources)),
    serverAt: [...answers.values()].map(serverInstant)[0] ?? null,
  };
}

function queryPart(id: string, query: Soql): CompositePart {
  return { id, path: queryPath(query, false), isQuery: true };
}

function readObject(answers: Answers, object: ObjectName, source: ObjectSource): Reading<ObjectSchema> {
  const describe = readDescribe(answers, source.sobject);
  if (describe.status === "unknown") return describe;
  return known({ fields: describe.value.fields.map((field) => fieldSchema(object, field)) });
}

function readDescribe(answers: Answers, sobject: string): Reading<ObjectDescribe> {
  const path = `/sobjects/${sobject}/describe`;
  try {
    const { body } = goodAnswer(answers, sobject, path);
    return known(readBody(ObjectDescribe, body, `the describe of ${sobject}`));
  } catch (error) {
    if (!CrmError.is(error) || !["not-found", "forbidden"].includes(error.code)) throw error;
    return unknown(`${sobject} is not visible to these credentials: ${error.details.message}`);
  }
}

function readAccount(answers: Answers): CrmAccount {
  const row = firstRow(goodAnswer(answers, "Organization", "/query").body, "the organisation");
  const currency = answers.get("Currency");
  const isKnown =
    currency !== undefined && mapError(currency, { method: "GET", path: "/query" }) === undefined;
  return {
    id: required(row, "Id"),
    name: readText(row, "Name"),
    timeZone: readText(row, "TimeZoneSidKey"),
    currency: isKnown ? readText(firstRow(currency.body, "the currency"), "DefaultCurrencyIsoCode") : null,
  };
}

/** The one list of stages of the org, in selling order; inactive ones are of the past and left out. */
function readPipelines(answers: Answers): Reading<readonly Pipeline[]> {
  try {
    const { body } = goodAnswer(answers, "Stages", "/query");
    const rows = readBody(QueryAnswer, body, "the stages").records.filter(isRow);
    const stages = rows.filter((row) => readFlag(row, "IsActive")).map(readStage);
    return known([{ id: pipelineId, label: "Opportunity stages", stages }]);
  } catch (error) {
    if (error instanceof UnreadableValue) return unknown(`a stage could not be read: ${error.message}`);
    if (!CrmError.is(error) || !["not-found", "forbidden"].includes(error.code)) throw error;
    return unknown(`OpportunityStage could not be read: ${error.details.message}`);
  }
}

/** `StageName` of a deal holds the API name of its stage. */
function readStage(row: Row): PipelineStage {
  const probability = readNumber(row, "DefaultProbability");
  const closed = readFlag(row, "IsWon") ? "won" : "lost";
  return {
    id: readText(row, "ApiName") ?? requireText(row, "MasterLabel"),
    label: requireText(row, "MasterLabel"),
    status: readFlag(row, "IsClosed") ? closed : "open",
    probability: probability === null ? null : probability / 100,
  };
}

/** Standard fields that only some orgs have; their absence says nothing about permissions. */
const gatedFields = new Set([
  "CurrencyIsoCode",
  "CompletedDateTime",
  "Headway_Key__c",
  "ActivityDateTime",
  "WhoCount",
]);

function missingGrants(answers: Answers, sources: Sources): string[] {
  const isMissing = (sobject: string): boolean => readDescribe(answers, sobject).status === "unknown";
  const missing = Object.entries(childObjects).filter(
    ([sobject, parent]) => isMissing(sobject) && !isMissing(parent),
  );
  const grants = missing.map(([sobject]) => `${sobject} (read)`);
  for (const [, source] of sources) {
    const describe = readDescribe(answers, source.sobject);
    if (describe.status === "unknown") grants.push(`${source.sobject} (read)`);
    else grants.push(...hiddenFields(source, describe.value));
  }
  return [...new Set(grants)].sort();
}

function hiddenFields(source: ObjectSource, describe: ObjectDescribe): string[] {
  const visible = new Set(describe.fields.map((field) => field.name));
  const hidden = source.fields.filter((field) => !visible.has(field) && !gatedFields.has(field));
  return hidden.map((field) => `${source.sobject}.${field} (read)`);
}

function firstRow(body: unknown, subject: string): Row {
  const [row] = readBody(QueryAnswer, body, subject).records;
  if (isRow(row)) return row;
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: `the answer to ${subject} has no row`,
  });
}

function required(row: Row, field: string): string {
  const value = readText(row, field);
  if (value !== null) return value;
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: `the organisation came without \`${field}\``,
  });
}
