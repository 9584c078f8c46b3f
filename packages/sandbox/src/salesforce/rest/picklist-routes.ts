import { notFound } from "../api-error.ts";
import { digestWord } from "../oauth/digest.ts";
import type { Org } from "../org.ts";
import { visibleField } from "../soql/resolve-path.ts";
import { canonicalId } from "../store/record-id.ts";
import { findStage } from "../write/derive-values.ts";
import type { ApiAnswer, ApiContext, Route } from "./api-request.ts";
import { namedObject } from "./object-routes.ts";

const master = "012000000000000AAA";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the User Interface API tells of a stage beside its name. */
function stageAttributes(org: Org, name: string): Readonly<Record<string, unknown>> {
  const stage = findStage(org, name);
  return {
    closed: stage?.IsClosed === true,
    defaultProbability: stage?.DefaultProbability ?? 0,
    forecastCategoryName: stage?.ForecastCategoryName ?? null,
    picklistAtributesValueType: "OpportunityStage",
    won: stage?.IsWon === true,
  };
}

/** The choices that a record type leaves of a picklist; a sales process names those of stages. */
function choices(org: Org, recordTypeId: string, values: readonly Choice[]): readonly Choice[] {
  const process = org.salesProcesses.get(recordTypeId);
  if (!process) return values;
  return process.flatMap((name) => values.find(({ value }) => value === name) ?? []);
}

function picklistValues(context: ApiContext): ApiAnswer {
  const { org, request, parts } = context;
  const object = namedObject(context);
  const recordTypeId = canonicalId(parts[1] ?? "") ?? "";
  const field = visibleField(org, object, parts[2] ?? "");
  if (field?.type !== "picklist" || (recordTypeId !== master && !org.find(recordTypeId))) throw notFound();
  const isStage = field.name === "StageName";
  const active = field.picklistValues.filter((value) => value.active);
  const offered = isStage ? choices(org, recordTypeId, active) : active;
  const values = offered.map(({ value, label }) => ({
    attributes: isStage ? stageAttributes(org, value) : null,
    label,
    validFor: [],
    value,
  }));
  const url = `/services/data/${request.version}${request.path}`;
  const eTag = digestWord(JSON.stringify(values)).slice(0, 32).toLowerCase();
  return { status: 200, body: { controllerValues: {}, defaultValue: null, eTag, url, values } };
}

/** The one resource of the User Interface API here: what a record type offers of a picklist. */
export const picklistRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/ui-api\/object-info\/([^/]+)\/picklist-values\/([^/]+)\/([^/]+)\/?$/,
    operation: ({ parts }) => `picklist-values ${parts[0]}.${parts[2]}`,
    handle: picklistValues,
  },
];
