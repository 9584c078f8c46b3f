import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { parseQuery } from "../soql/parse-query.ts";
import { projectionOf } from "../soql/projection.ts";
import { queryScope, visibleField } from "../soql/resolve-path.ts";
import { type ResultContext, type ResultRecord, resultPage } from "../soql/result.ts";
import { selectRows } from "../soql/select-rows.ts";
import type { Row } from "../store/row.ts";
import { parseSearch, type Returned, type Search, type SearchGroup } from "./parse-search.ts";
import { type Matcher, termMatcher } from "./search-term.ts";

const nameFields = new Set(["Name", "FirstName", "LastName", "Subject"]);
const textTypes = new Set(["string", "email", "phone", "url", "textarea", "combobox", "picklist"]);

/** Whether a search of this group looks into a field. */
function isSearched(field: Field, group: SearchGroup): boolean {
  if (group === "NAME") return nameFields.has(field.name);
  if (group === "EMAIL") return field.type === "email";
  if (group === "PHONE") return field.type === "phone";
  if (group === "SIDEBAR") return nameFields.has(field.name) || ["email", "phone"].includes(field.type);
  return textTypes.has(field.type);
}

function meets(context: ResultContext, object: ObjectDefinition, search: Search): (row: Row) => boolean {
  const matches: Matcher = termMatcher(search.term);
  const fields = object.fields.filter(
    (field) => isSearched(field, search.group) && visibleField(context.org, object, field.name),
  );
  return (row) => fields.some(({ name }) => typeof row[name] === "string" && matches(String(row[name])));
}

function found(context: ResultContext, search: Search, returned: Returned): readonly ResultRecord[] {
  const text = `SELECT ${returned.fields.join(", ")} FROM ${returned.object} ${returned.rest}`;
  const query = parseQuery(text);
  const scope = queryScope(context.org, text, query.from);
  const projection = projectionOf(scope, query);
  const matching = meets(context, scope.object, search);
  const { limit = search.limit } = query;
  const rows = selectRows(scope, { ...query, limit: undefined }, { all: false }).filter(matching);
  const results = { rows: rows.slice(0, limit), projection, all: false, pageSize: search.limit };
  return resultPage(context, results, 0).records;
}

/** Answers a SOSL query: the records of all objects that it returns, one after the other. */
export function runSearch(context: ResultContext, text: string): readonly ResultRecord[] {
  const search = parseSearch(text);
  const everywhere = context.org.schema
    .objects()
    .filter((object) => object.undeletable && object.writable)
    .map((object): Returned => ({ object: object.name, fields: ["Id"], rest: "" }));
  const returning = search.returning.length > 0 ? search.returning : everywhere;
  return returning.flatMap((returned) => found(context, search, returned)).slice(0, search.limit);
}
