import type { Org } from "../org.ts";
import type { Session } from "../rest/session.ts";

/** What the SOAP Metadata API works with. */
export interface MetadataParts {
  readonly org: Org;
  readonly session: Session;
  readonly taskExternalId: boolean;
}

/** Answers SOAP envelopes of the Metadata API. */
export function metadataApi(_parts: MetadataParts): (envelope: string) => Response {
  return () => new Response("", { status: 501 });
}
