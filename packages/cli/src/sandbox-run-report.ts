/** Counts by object name, such as `deal`. */
export type Counts = Readonly<Record<string, number>>;

/** What a run against the sandbox of one CRM came to. */
export interface SandboxCrmReport {
  /** Records read by the first run, by object. */
  readonly pulled: Counts;
  /** Subjects assessed by the first run. */
  readonly assessed: Counts;
  readonly outcomes: { readonly won: number; readonly lost: number; readonly open: number };
  /** Deals with evidence of the rule that was asked for; 0 when none was. */
  readonly returnedOffers: number;
  /** Writes that the CRM confirmed to the first run. */
  readonly written: number;
  /** Writes that the CRM refused to the first run. */
  readonly refused: number;
  /** Writes that the second run sent, whatever came of them; 0 when nothing had changed. */
  readonly secondRunWrites: number;
  /**
   * Deals of which the sandbox, asked past the adapter, holds every field of Headway's with the value
   * that the store says was written.
   */
  readonly witnessedDeals: number;
  /** Requests that the first pull took, without those that read the shape of the CRM. */
  readonly requests: number;
  /** What no client could go below: for each object the records by the largest page, at least one request. */
  readonly requestsFloor: number;
  readonly details: SandboxRunDetails;
}

/** What stands behind the figures. */
export interface SandboxRunDetails {
  /** All requests of the first run by engine phase; `shape` are those of the pull that read the CRM's shape. */
  readonly requestsByPhase: Counts;
  /** The first pull's requests by object, without those for the shape. */
  readonly requestsByObject: Counts;
  readonly floorByObject: Counts;
  /** All requests of the first run, as the sandbox counted them itself; equal to ours, or the run fails. */
  readonly requestsSeenBySandbox: number;
  readonly requestsOfSecondRun: number;
  readonly writtenByObject: Counts;
  readonly evidence: number;
  readonly unwitnessed: readonly UnwitnessedDeal[];
  readonly gaps: readonly string[];
  /** Wall time of each phase of both runs together, in seconds. */
  readonly secondsByPhase: Counts;
}

/** A deal whose fields in the sandbox are not what the store says was written. */
export interface UnwitnessedDeal {
  readonly id: string;
  readonly reason: string;
}

/** A run against the sandboxes of several CRMs, as data: what `.headway/demo/report.json` holds. */
export interface SandboxRunReport {
  readonly crms: Readonly<Record<string, SandboxCrmReport>>;
  /** Which rate the adapters kept to, in words: wall time means little without it. */
  readonly rate: string;
  /** The most memory this process ever held, in bytes; a sandbox in the same process counts in. */
  readonly peakRssBytes: number;
  readonly wallSeconds: number;
}

/** What a good run comes to, in sentences; empty when everything holds. */
export function shortfalls(report: SandboxRunReport): string[] {
  return Object.entries(report.crms).flatMap(([crm, { pulled, details, ...found }]) => {
    const deals = pulled.deal ?? 0;
    return [
      found.secondRunWrites === 0
        ? ""
        : `${crm}: the second run wrote ${found.secondRunWrites} times, expected 0`,
      found.refused === 0 ? "" : `${crm}: ${found.refused} writes were refused, expected 0`,
      deals > 0 && found.witnessedDeals === deals
        ? ""
        : `${crm}: ${found.witnessedDeals} of ${deals} deals hold in the sandbox what the store says was written`,
      found.requests <= requestsAllowed * found.requestsFloor
        ? ""
        : `${crm}: the first pull took ${found.requests} requests, expected at most ${requestsAllowed} times ${found.requestsFloor}`,
    ].filter((text) => text !== "");
  });
}

/** How many times the floor a first pull may cost. */
const requestsAllowed = 1.1;
