import type { Transport } from "@headway/crm/http";
import { type Connection, type Credentials, connectWithin } from "./client.ts";
import { rateLimits } from "./limits.ts";
import type { Settings } from "./options.ts";
import { requestPaths } from "./request-paths.ts";

/** Puts lanes, retries and HubSpot's errors around a transport, as the settings say. */
export function connect(transport: Transport, settings: Settings, credentials?: Credentials): Connection {
  const limits = rateLimits(settings.limits, settings.share, settings.ports, settings.limiter);
  return connectWithin(limits, requestPaths(settings.apiVersion), transport, settings, credentials);
}
