import { objectTypeOf } from "./object-type.ts";

const DATED = new Set(["2026-03", "2026-09"]);
const CRM = /^\/crm\/(objects|associations|properties|pipelines|owners)\/(\d{4}-\d{2})(\/.*)?$/;
const LEGACY = /^\/crm\/(v3|v4)\/(objects|associations|properties|pipelines|owners)(\/.*)?$/;
const ACCOUNT =
  /^\/account-info\/(?:v3|2025-09|2026-03|2026-09)(\/details|\/api-usage\/daily\/private-apps)$/;
const TOKEN = /^\/oauth\/(?:2026-03|v3)(\/token(?:\/introspect|\/revoke)?)$/;
const GIVES_TOKENS = /^\/oauth\/(?:authorize$|token|v1\/)/;
const HELD_TO_RULES = /^\/crm\/objects\/(\d{4}-\d{2})\//;

/**
 * The one path under which a call is routed, whatever its version: `/objects/deals/search` for both
 * `/crm/v3/objects/deals/search` and `/crm/objects/2026-09/deals/search`. Other paths stay as they are.
 */
export function routedPath(pathname: string): string {
  const path = pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
  const dated = CRM.exec(path);
  if (dated) return DATED.has(dated[2] ?? "") ? `/${dated[1]}${dated[3] ?? ""}` : "/unknown-version";
  const legacy = LEGACY.exec(path);
  if (legacy) return `/${legacy[2]}${legacy[3] ?? ""}`;
  const account = ACCOUNT.exec(path);
  if (account) return `/account-info${account[1]}`;
  const token = TOKEN.exec(path);
  return token ? `/oauth${token[1]}` : path;
}

/** Whether a routed path is one of those that give or explain tokens, and so ask for none. */
export function givesTokens(path: string): boolean {
  return GIVES_TOKENS.test(path);
}

/** Whether calls of this path are held to the admins' rules: from 2026-09 on (hubspot facts §0.3). */
export function isHeldToRules(pathname: string): boolean {
  return (HELD_TO_RULES.exec(pathname)?.[1] ?? "") >= "2026-09";
}

function plural(name: string | undefined): string {
  return objectTypeOf(name ?? "")?.name ?? name ?? "";
}

const ONE: Readonly<Record<string, string>> = { GET: "read", PATCH: "update", DELETE: "archive" };

function objectOperation(method: string, [type, second, third]: readonly (string | undefined)[]): string {
  const name = plural(type);
  if (second === undefined) return `${method === "GET" ? "list" : "create"} ${name}`;
  if (second === "search" || second === "merge") return `${second} ${name}`;
  if (second === "batch") return `batch-${third} ${name}`;
  if (third === "associations") return `${method === "GET" ? "list-associations" : "associate"} ${name}`;
  return `${ONE[method] ?? method.toLowerCase()} ${name}`;
}

function propertyOperation(method: string, [, second, third]: readonly (string | undefined)[]): string {
  const verb = { GET: "", POST: "-create", PATCH: "-update", DELETE: "-archive" }[method] ?? "";
  if (second === "groups") return `property-groups${verb}`;
  return second === undefined || third !== undefined ? `properties${verb}` : `property${verb || "-read"}`;
}

function tokenOperation(parts: readonly string[]): string {
  if (parts[0] === "authorize") return "authorize";
  return parts.at(-1) === "token" ? "token" : `token-${parts[1]}`;
}

/** What a call does, in words to count by: `list deals`, `batch-update tasks`, `associations-batch-read companies`. */
export function operationOf(method: string, path: string): string {
  const [, area, ...rest] = path.split("/");
  switch (area) {
    case "objects":
      return objectOperation(method, rest);
    case "associations":
      return `associations-${rest.slice(2).join("-")} ${plural(rest[1])}`;
    case "properties":
      return propertyOperation(method, rest);
    case "pipelines":
    case "owners":
      return area;
    case "account-info":
      return rest[0] === "api-usage" ? "api-usage" : "account";
    case "calling":
      return "dispositions";
    case "oauth":
      return rest[0] === "v2" ? "token-info" : tokenOperation(rest);
    case "integrations":
      return rest[1] === "me" ? "account" : "api-usage";
    default:
      return `${method} ${path}`;
  }
}
