import type { Evidence } from "@headway/core";

/** What numbers are put into words from. */
export interface EvidenceSource {
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** Opens a record in the CRM; `null` where the CRM gave no address. */
  readonly urlOf: (object: string, id: string) => string | null;
  /** A record's name, or what it is and its id where it has none. */
  readonly nameOf: (object: "deal" | "account" | "person", id: string) => string;
  /** The name of whoever said something; what the record calls them where there is none. */
  readonly speakerOf: (speaker: string) => string;
  /** Pieces of evidence listed with one number. */
  readonly mostEvidence: number;
}
