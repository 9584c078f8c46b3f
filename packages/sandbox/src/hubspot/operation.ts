import { objectTypeOf } from "./object-type.ts";

const DATED = new Set(["2026-03", "2026-09"]);
const CRM = /^\/crm\/(objects|associations|properties|pipelines|owners)\/(\d{4}-\d{2})(\/.*)?$/;
const LEGACY = /^\/crm\/(v3|v4)\/(objects|associations|properties|pipelines|owners)(\/.*)?$/;
const ACCOUNT = /^\/account-info\/(?:v3|\d{4}-\d{2})\/details$/;

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
  return ACCOUNT.test(path) ? "/account-info/details" : path;
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
      return "account";
    case "calling":
      return "dispositions";
    case "oauth":
      return "token-info";
    default:
      return `${method} ${path}`;
  }
}
