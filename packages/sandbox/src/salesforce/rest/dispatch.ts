import { ApiError, notFound } from "../api-error.ts";
import { ingestJobRoutes } from "../bulk/ingest-job-routes.ts";
import type { Jobs } from "../bulk/jobs.ts";
import { queryJobRoutes } from "../bulk/query-job-routes.ts";
import { type Faults, faultAnswer } from "../fault.ts";
import type { Org } from "../org.ts";
import {
  type ApiAnswer,
  type ApiContext,
  type ApiRequest,
  addressOf,
  type Locators,
  type Route,
} from "./api-request.ts";
import { batchRoutes } from "./batch-routes.ts";
import { collectionRoutes } from "./collection-routes.ts";
import { compositeRoutes } from "./composite-routes.ts";
import { locators } from "./locators.ts";
import { objectRoutes } from "./object-routes.ts";
import { organizationRoutes } from "./organization-routes.ts";
import { picklistRoutes } from "./picklist-routes.ts";
import { queryRoutes } from "./query-routes.ts";
import { replicationRoutes } from "./replication-routes.ts";
import { searchRoutes } from "./search-routes.ts";
import { treeRoutes } from "./tree-routes.ts";
import { upsertRoutes } from "./upsert.ts";

/** Answers requests of the REST API. */
export interface Dispatcher {
  /** What the request asks for, for the log. */
  operation(request: ApiRequest): string;
  answer(request: ApiRequest): ApiAnswer;
}

const routes: readonly Route[] = [
  ...queryJobRoutes,
  ...ingestJobRoutes,
  ...queryRoutes,
  ...compositeRoutes,
  ...batchRoutes,
  ...treeRoutes,
  ...searchRoutes,
  ...picklistRoutes,
  ...collectionRoutes,
  ...organizationRoutes,
  ...replicationRoutes,
  ...objectRoutes,
  ...upsertRoutes,
];

interface Environment {
  readonly org: Org;
  readonly instanceUrl: () => string;
  readonly usage: () => { used: number; maximum: number };
  readonly jobs: Jobs;
  readonly countCall: () => void;
  /** Faults that may meet the parts of a composite request. */
  readonly faults: Faults;
}

function findRoute(request: ApiRequest): { route: Route; parts: string[] } | undefined {
  for (const route of routes) {
    const found = route.method === request.method ? route.path.exec(request.path) : null;
    if (found) return { route, parts: found.slice(1).map((part) => decodeURIComponent(part)) };
  }
  return undefined;
}

function noRoute(request: ApiRequest): ApiError {
  const known = routes.some((route) => route.path.test(request.path));
  if (!known) return notFound();
  const message = `HTTP Method '${request.method}' not allowed. Allowed are HEAD,GET,POST,PATCH,DELETE`;
  return new ApiError(405, "METHOD_NOT_ALLOWED", message);
}

/** A dispatcher for one org, with the locators of its queries. */
export function dispatcher(environment: Environment): Dispatcher {
  const kept: Locators = locators(environment.org);
  const contextOf = (request: ApiRequest, parts: readonly string[]): ApiContext => ({
    ...environment,
    actor: {
      userId: request.userId,
      privileged: false,
      allowsDuplicates: /allowSave\s*=\s*true/i.test(
        request.headers.get("sforce-duplicate-rule-header") ?? "",
      ),
    },
    request,
    parts,
    locators: kept,
    results: {
      org: environment.org,
      version: request.version,
      keep: (results, position) => `/services/data/${request.version}/query/${kept.keep(results, position)}`,
    },
    dispatch: answerPart,
    operationOf: operation,
  });
  function answer(request: ApiRequest): ApiAnswer {
    const found = findRoute(request);
    if (!found) throw noRoute(request);
    return found.route.handle(contextOf(request, found.parts));
  }
  function answerPart(request: ApiRequest): ApiAnswer {
    const fault = environment.faults.take(request.method, addressOf(request));
    if (!fault) return answer(request);
    if (fault.afterEffect) answer(request);
    return faultAnswer(fault);
  }
  function operation(request: ApiRequest): string {
    const found = findRoute(request);
    return found
      ? found.route.operation(contextOf(request, found.parts))
      : `${request.method} ${request.path}`;
  }
  return { operation, answer };
}
