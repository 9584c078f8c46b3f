/** Versions of HubSpot's API that the adapter speaks. `v3` uses the v3 and v4 paths that end with 2027. */
export type ApiVersion = "2026-09" | "v3";

/** The paths of every request the adapter makes, for one version of the API. */
export interface RequestPaths {
  /** `rest` starts with `/` or `?`, or is empty. */
  objects(plural: string, rest?: string): string;
  properties(plural: string, rest?: string): string;
  pipelines(plural: string): string;
  owners(query: string): string;
  /** Associations from one object to another; `rest` such as `/batch/read`. */
  associations(from: string, to: string, rest: string): string;
  readonly accountInfo: string;
  readonly dispositions: string;
  readonly tokenInfo: string;
  /** Where an app that was installed by OAuth gets its tokens; `/introspect` after it tells what one may do. */
  readonly token: string;
}

const undated = {
  dispositions: "/calling/v1/dispositions",
  tokenInfo: "/oauth/v2/private-apps/get/access-token-info",
} as const;

/** The paths for a version: dated ones (`/crm/objects/2026-09/deals`), or `v3` with associations `v4` (hubspot facts §0). */
export function requestPaths(version: ApiVersion): RequestPaths {
  return version === "v3" ? v3Paths() : datedPaths(version);
}

/** The paths of a dated version. */
export function datedPaths(date: Exclude<ApiVersion, "v3">): RequestPaths {
  return {
    ...undated,
    objects: (plural, rest = "") => `/crm/objects/${date}/${plural}${rest}`,
    properties: (plural, rest = "") => `/crm/properties/${date}/${plural}${rest}`,
    pipelines: (plural) => `/crm/pipelines/${date}/${plural}`,
    owners: (query) => `/crm/owners/${date}${query}`,
    associations: (from, to, rest) => `/crm/associations/${date}/${from}/${to}${rest}`,
    accountInfo: `/account-info/${date}/details`,
    // The newest date that HubSpot documents for it under authentication.
    token: "/oauth/2026-03/token",
  };
}

function v3Paths(): RequestPaths {
  return {
    ...undated,
    objects: (plural, rest = "") => `/crm/v3/objects/${plural}${rest}`,
    properties: (plural, rest = "") => `/crm/v3/properties/${plural}${rest}`,
    pipelines: (plural) => `/crm/v3/pipelines/${plural}`,
    owners: (query) => `/crm/v3/owners${query}`,
    associations: (from, to, rest) => `/crm/v4/associations/${from}/${to}${rest}`,
    accountInfo: "/account-info/v3/details",
    token: "/oauth/v3/token",
  };
}

/** A query from pairs; pairs without a value are left out, lists are joined by commas. */
export function query(pairs: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const given = Object.entries(pairs).flatMap(([name, value]) => {
    if (value === undefined || value.length === 0) return [];
    return [`${name}=${encodeURIComponent(typeof value === "string" ? value : value.join(","))}`];
  });
  return given.length === 0 ? "" : `?${given.join("&")}`;
}
