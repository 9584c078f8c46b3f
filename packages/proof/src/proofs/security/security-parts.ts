import { canarySecrets } from "./canary-secrets.ts";
import { jsonPollution } from "./json-pollution.ts";
import { origins } from "./origins.ts";
import { paths } from "./paths.ts";
import { patterns } from "./patterns.ts";
import type { SecurityPart } from "./security-part.ts";
import { soqlLiterals } from "./soql-literals.ts";
import { webhookRequests } from "./webhook-requests.ts";

/** Everything that is proved, by the names it can be asked for. */
export const securityParts: readonly SecurityPart[] = [
  webhookRequests,
  soqlLiterals,
  origins,
  jsonPollution,
  patterns,
  paths,
  canarySecrets,
];
