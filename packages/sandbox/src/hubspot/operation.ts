import { objectTypeOf } from "./object-type.ts";

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
  const [, area, ...rest] = path.replace(/^\/v3\//, "/").split("/");
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
    case "limits":
      return "property-limits";
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
