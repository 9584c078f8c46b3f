import {
  type CallOptions,
  type CrmAccount,
  CrmError,
  type CrmSchema,
  known,
  type ObjectName,
  type ObjectSchema,
  type Reading,
  unknown,
} from "@headway/crm";
import { type HttpAnswer, timeLeft } from "@headway/crm/http";
import { absentFeatures, isGated } from "./absent-features.ts";
import type { Client } from "./client.ts";
import type { CompositePart } from "./composite.ts";
import { fieldSchema } from "./field-schema.ts";
import { mapError } from "./map-error.ts";
import { describePart, goodAnswer } from "./named-rows.ts";
import { type ObjectSource, objectSources } from "./object-source.ts";
import { isSameOrganization, otherOrganization } from "./organization-check.ts";
import { readPipelines } from "./pipelines.ts";
import { queryPath } from "./query-pages.ts";
import { readText } from "./read-value.ts";
import { type Soql, soql } from "./soql.ts";
import { stagesPart, stagesQuery } from "./stages.ts";
import { isRow, ObjectDescribe, QueryAnswer, type Row, readBody, serverInstant } from "./vendor-answers.ts";

const organizationQuery = soql`SELECT Id, Name, TimeZoneSidKey FROM Organization LIMIT 1`;
/** Asked apart, because the field is there in some orgs only. */
const currencyQuery = soql`SELECT DefaultCurrencyIsoCode FROM Organization LIMIT 1`;

/** Read beside the records of another object; without them its links or history are `unknown`. */
const childObjects: Readonly<Record<string, string>> = {
  OpportunityHistory: "Opportunity",
  OpportunityContactRole: "Opportunity",
  EmailMessageRelation: "EmailMessage",
};

type Answers = ReadonlyMap<string, HttpAnswer>;
type Sources = readonly [ObjectName, ObjectSource][];

/** Account, fields, stages and missing permissions, in one request, and one more for each record type of deals. */
export async function describeOrg(client: Client, options: CallOptions): Promise<CrmSchema> {
  const budget = timeLeft(options, client.options.ports);
  const sources = Object.entries(objectSources) as [ObjectName, ObjectSource][];
  const sobjects = new Set([...sources.map(([, source]) => source.sobject), ...Object.keys(childObjects)]);
  const queries = [
    queryPart("Organization", organizationQuery),
    queryPart("Currency", currencyQuery),
    queryPart(stagesPart, stagesQuery),
  ];
  const answers = await client.readParts([...[...sobjects].map(describePart), ...queries], budget());
  const objects = sources.map(([object, source]) => [object, readObject(answers, object, source)]);
  for (const sobject of sobjects) {
    const described = readDescribe(answers, sobject);
    const answer = answers.get(sobject);
    if (described.status === "known" && answer !== undefined)
      client.describes.keep(sobject, { describe: described.value, serverAt: serverInstant(answer) });
  }
  const account = readAccount(answers);
  const { organizationId = account.id } = client.options;
  if (!isSameOrganization(organizationId, account.id)) throw otherOrganization(organizationId, account.id);
  return {
    account,
    objects: Object.fromEntries(objects),
    pipelines: await readPipelines(client, answers, readDescribe(answers, "Opportunity"), budget),
    missingGrants: known(missingGrants(answers, sources)),
    absentFeatures: absentFeatures((sobject) => readDescribe(answers, sobject)),
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
  const hidden = source.fields.filter((field) => !visible.has(field) && !isGated(source.sobject, field));
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
