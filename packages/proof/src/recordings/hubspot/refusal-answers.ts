import type { AnswerKind } from "./answer-kind.ts";
import { sandboxPortal } from "./sandbox-portal.ts";

/** Refusals of reads: a record that is not there, a scope that is missing, an object that does not exist. */
export const refusalAnswers: readonly AnswerKind[] = [
  {
    name: "not-found",
    recordings: ["006", "014"],
    status: 404,
    feed: { type: "refusal", code: "not-found" },
    ask: () => sandboxPortal().call("GET", "/crm/v3/objects/companies/1", undefined, "*/*"),
  },
  {
    name: "object-scope-missing",
    recordings: ["008", "013"],
    status: 403,
    feed: { type: "refusal", code: "forbidden" },
    ask: () => sandboxPortal({ scopes: [] }).call("GET", "/crm/v3/objects/companies/1"),
  },
  {
    name: "property-scope-missing",
    recordings: ["011", "024"],
    status: 403,
    feed: { type: "refusal", code: "forbidden" },
    ask: () => sandboxPortal({ scopes: [] }).call("GET", "/crm/v3/properties/contacts"),
  },
  {
    name: "unknown-object",
    recordings: ["333"],
    status: 400,
    feed: { type: "refusal", code: "invalid" },
    ask: () => sandboxPortal().call("POST", "/crm/v3/objects/butterflies/search", {}),
  },
];
