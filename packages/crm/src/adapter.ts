import type { Patch, PushOutcome } from "./patch.ts";
import type { ProvisionOutcome, ProvisionStep } from "./provision.ts";
import type { ChangePage, PullRequest } from "./pull.ts";
import type { ObjectName, RecordRef } from "./record-ref.ts";
import type { CrmSchema } from "./schema.ts";
import type { Story, StoryRequest } from "./story.ts";

/** What every call takes. Both end the call with a {@link CrmError}: `aborted` or `deadline-exceeded`. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** How long the whole call may take, retries and waiting included, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Differences between CRMs, as data. They say what the adapter does, not what the vendor may do one day. */
export interface CrmCapabilities {
  /** Objects that `pull` reads. Another object is refused with `unsupported`. */
  readonly objects: readonly ObjectName[];
  /** Objects whose records `push` can update. */
  readonly writableObjects: readonly ObjectName[];
  /** Largest number of patches sent in one request; `push` splits longer lists by itself. */
  readonly pushBatchSize: number;
  /** Whether a pull of changes reports deletions. */
  readonly reportsDeletions: boolean;
  /** Objects of which a pull of changes reports merges; empty where the CRM has none or does not say. */
  readonly mergedObjects: readonly ObjectName[];
  /**
   * Whether a pull of changes brings a record of which nothing but its links changed. Where this is
   * absent or false, new links come with the record's next change, with a webhook, or when it is named.
   */
  readonly reportsLinkChanges?: boolean;
  /**
   * `true`: abort frees the socket at once. `false`: abort ends our waiting only, and a write left
   * that way is an unknown outcome (the official SDKs offer no more).
   */
  readonly abortsRequests: boolean;
}

/**
 * The seam between Headway and a CRM: three members of data, four functions, and webhooks where the
 * CRM has them. An adapter knows one vendor and nothing of the engine or the domain.
 *
 * Obligations that hold for every function: a failure of the whole call throws {@link CrmError}; a
 * failure of one record never affects another; nothing is retried that may have had an effect unless
 * repeating it has none. Nothing is kept between calls except credentials, limits, and small tables
 * that records refer to (owners, call outcomes, definitions of fields): those for at most ten minutes
 * by the adapter's own clock (`invariant:W5`), read again when an id is not among them, and never
 * used for `describe`, which always reads.
 */
export interface CrmAdapter {
  readonly specVersion: 1;
  /** Short lower-case name, for example `hubspot`; part of every stored reference, so it never changes. */
  readonly crm: string;
  readonly capabilities: CrmCapabilities;

  /** Reads account, fields, pipelines and grants. Only reads; twice gives the same unless somebody changed the CRM. */
  describe(options?: CallOptions): Promise<CrmSchema>;

  /**
   * Carries out steps, one outcome each, in the order given. Twice is once: the second run finds
   * everything `already-there`. Never retypes a field, never touches one that is not Headway's;
   * `remove-field` removes Headway's own only.
   */
  provision(steps: readonly ProvisionStep[], options?: CallOptions): Promise<ProvisionOutcome[]>;

  /**
   * Streams pages. Stopping after any page and going on from its cursor loses nothing. Records that
   * change while the pull runs appear in it or in the next one. Reads of links or history that fail
   * give `unknown` readings with the reason; a failed read of records throws.
   */
  pull(request: PullRequest, options?: CallOptions): AsyncIterable<ChangePage>;

  /**
   * Sends wanted states; one outcome each, in the order given, whatever the vendor's batches did.
   * An empty list makes no request. A refusal of some never sinks the rest. If the whole call fails
   * midway (credentials, limits, abort), patches sent without an answer are `unknown`, later ones
   * are `not-sent`; it throws only when nothing was sent.
   */
  push(patches: readonly Patch[], options?: CallOptions): Promise<PushOutcome[]>;

  /**
   * Reads one deal or account with all that hangs on it in fewer requests than `describe` and `pull` take,
   * for functions that work on one record. Absent where those two are as good.
   */
  story?(request: StoryRequest, options?: CallOptions): Promise<Story>;

  readonly webhooks?: Webhooks;
}

/** A nudge from the CRM that something changed. Never data: what it names is read before anything is decided. */
export interface Notice {
  readonly accountId: string;
  readonly refs: readonly RecordRef[];
  readonly occurredAt: string;
  /** People who asked to be forgotten: whatever is kept of them is to be erased, not only marked as gone. */
  readonly forget?: readonly RecordRef[];
}

/** Takes a raw request, checks its signature over the raw bytes, and says what to look at. Throws `bad-signature`. */
export interface Webhooks {
  receive(request: Request): Promise<Notice[]>;
}
