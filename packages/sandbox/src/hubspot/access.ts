import { type ObjectType, objectTypeOf } from "./object-type.ts";
import type { Portal } from "./portal.ts";
import { Refusal } from "./refusal.ts";

const SCOPES_PAGE = "https://developers.hubspot.com/scopes";

/** Paths that a token without any CRM scope may call. */
const OPEN = new Set(["account-info", "calling", "integrations", "limits", "oauth"]);

/** Objects whose scopes HubSpot names beside the one that would do: any of them lets one call the endpoint. */
const NAMED_TOO = [
  "line_items",
  "quotes",
  "invoices",
  "leads",
  "orders",
  "users",
  "contacts",
  "companies",
  "deals",
];

/** Every scope that HubSpot names where an object's is missing, dozens of which have nothing to do with it. */
function requiredContext(scope: string): Readonly<Record<string, readonly string[]>> {
  if (!scope.startsWith("crm.objects.") || scope.includes("owners"))
    return { requiredGranularScopes: [scope] };
  const others = NAMED_TOO.flatMap((name) => [`crm.objects.${name}.read`, `crm.objects.${name}.write`]);
  return {
    requiredScopes: ["e-commerce", "tickets", "crm.objects.custom.read", "crm.objects.custom.write"],
    requiredGranularScopes: [...others.filter((each) => each !== scope), scope],
  };
}

/** The body that HubSpot gives for objects, as recorded. */
function missingObjectScope(scope: string): Refusal {
  return new Refusal(403, {
    message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${SCOPES_PAGE}.`,
    errors: [
      {
        message: "One or more of the following scopes are required.",
        context: requiredContext(scope),
      },
    ],
    links: { scopes: SCOPES_PAGE },
    category: "MISSING_SCOPES",
  });
}

/** The older body that HubSpot gives for properties, as recorded: without a category. */
function missingSchemaScope(portal: Portal, type: ObjectType): Refusal {
  const object = type.singular.toUpperCase();
  return new Refusal(403, {
    message: `You do not have permissions to view object type ObjectTypeId{legacyObjectType=${object}} in portal ${portal.settings.portalId} (requires one of [${type.scope}-read])`,
  });
}

const READING_POSTS = /\/(search|batch\/read)$/;

/** 403 unless the token has a scope for the call. */
export function requireScope(portal: Portal, method: string, path: string): void {
  const { scopes } = portal.caller;
  const [, area = "", first = ""] = path.replace(/^\/v3\//, "/").split("/");
  const type = objectTypeOf(first);
  if (OPEN.has(area)) return;
  if (area === "owners") {
    if (!scopes.includes("crm.objects.owners.read")) throw missingObjectScope("crm.objects.owners.read");
    return;
  }
  if (!type) return;
  const verb = method === "GET" || READING_POSTS.test(path) ? "read" : "write";
  const object = `crm.objects.${type.scope}.${verb}`;
  const schema = `crm.schemas.${type.scope}.${verb}`;
  if (area === "properties" && verb === "read") {
    if (!scopes.includes(object) && !scopes.includes(schema)) throw missingSchemaScope(portal, type);
  } else if (area === "properties") {
    if (!scopes.includes(schema)) throw missingObjectScope(schema);
  } else if (area === "pipelines") {
    if (!scopes.includes(object) && !scopes.includes(schema)) throw missingObjectScope(object);
  } else if (!scopes.includes(object)) throw missingObjectScope(object);
}
