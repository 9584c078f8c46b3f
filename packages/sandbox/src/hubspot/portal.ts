import type { AssociationType } from "./association-type.ts";
import type { Caller } from "./caller.ts";
import { type ChangeFeed, changeFeed } from "./change-feed.ts";
import { type GrantBook, grantBook } from "./oauth/grant-book.ts";
import { type ObjectTable, objectTable } from "./object-table.ts";
import { OBJECT_TYPES, type ObjectType, objectTypeOf } from "./object-type.ts";
import type { Owner } from "./owner.ts";
import { DEFAULT_PIPELINE, type Pipeline, type Stage } from "./pipeline.ts";
import type { PropertyCatalogue } from "./property.ts";
import { type RateLimit, rateLimit } from "./rate-limit.ts";
import { Refusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";
import { currentStageProperties, stageProperties, standardProperties } from "./standard-property.ts";

/** Everything that one sandbox portal holds. */
export interface Portal {
  readonly settings: Settings;
  readonly tables: ReadonlyMap<string, ObjectTable>;
  readonly catalogues: ReadonlyMap<string, PropertyCatalogue>;
  readonly owners: Owner[];
  /** Association types that the portal added, by id. */
  readonly labels: Map<number, AssociationType>;
  /** What one unit of each currency is worth in the company's, that one included. */
  readonly exchangeRates: Map<string, number>;
  readonly pipelines: Pipeline[];
  /** By stage id; stage ids are unique in a portal. */
  readonly stages: Map<string, { readonly stage: Stage; readonly pipeline: Pipeline }>;
  /** Who calls. A view of the portal made for one caller differs in this alone. */
  readonly caller: Caller;
  /** The app of `settings.oauth`, as `hs_object_source_id`. */
  readonly oauthAppId: string;
  /** The app's secrets that count now, the current one first. */
  readonly clientSecrets: string[];
  readonly grants: GrantBook;
  readonly changes: ChangeFeed;
  readonly rate: RateLimit;
}

/** A portal with HubSpot's own properties and default pipeline, and no records. */
export function portal(settings: Settings): Portal {
  const made: Portal = {
    settings,
    tables: new Map(OBJECT_TYPES.map((type) => [type.name, objectTable(type)])),
    catalogues: new Map(OBJECT_TYPES.map((type) => [type.name, standardProperties(type)])),
    owners: [],
    labels: new Map(),
    exchangeRates: new Map([[settings.currency, 1], ...Object.entries(settings.exchangeRates)]),
    pipelines: [],
    stages: new Map(),
    caller: { kind: "static", scopes: settings.scopes, appId: "4169410", heldToRules: false },
    oauthAppId: "5005005",
    clientSecrets: [...settings.oauth.clientSecrets],
    changes: changeFeed(),
    grants: grantBook(settings.oauth, settings.now),
    rate: rateLimit(settings),
  };
  addPipeline(made, DEFAULT_PIPELINE);
  const deals = catalogueOf(made, "deals");
  if (hasStageProperties(made)) {
    for (const each of currentStageProperties()) deals.properties.set(each.name, each);
  }
  return made;
}

function hasStageProperties({ settings }: Portal): boolean {
  return ["professional", "enterprise"].includes(settings.edition);
}

/**
 * Adds a pipeline and, on the editions that have them, the dates of its stages. A pipeline of the same id
 * is replaced.
 */
export function addPipeline(target: Portal, pipeline: Pipeline): void {
  const known = target.pipelines.findIndex((each) => each.id === pipeline.id);
  for (const stage of target.pipelines[known]?.stages ?? []) target.stages.delete(stage.id);
  target.pipelines.splice(known < 0 ? target.pipelines.length : known, 1, pipeline);
  const deals = catalogueOf(target, "deals");
  for (const stage of pipeline.stages) {
    target.stages.set(stage.id, { stage, pipeline });
    if (!hasStageProperties(target)) continue;
    for (const each of stageProperties(stage.id, stage.label)) deals.properties.set(each.name, each);
  }
}

/** The object type behind a path segment, or HubSpot's recorded refusal. */
export function requireType(name: string): ObjectType {
  const type = objectTypeOf(name);
  if (!type) throw new Refusal(400, { message: `Unable to infer object type from: ${name}` });
  return type;
}

/** The table of an object type, by any of its names. */
export function tableOf(target: Portal, name: string): ObjectTable {
  const table = target.tables.get(requireType(name).name);
  if (!table) throw new Error(`No table for ${name}`);
  return table;
}

/** The properties and groups of an object type, by any of its names. */
export function catalogueOf(target: Portal, name: string): PropertyCatalogue {
  const catalogue = target.catalogues.get(requireType(name).name);
  if (!catalogue) throw new Error(`No properties for ${name}`);
  return catalogue;
}
