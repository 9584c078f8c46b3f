import { AsyncLocalStorage } from "node:async_hooks";
import { CrmError } from "@headway/crm";
import type { Ports } from "@headway/crm/http";
import { SyncError } from "../sync-error.ts";
import { type AccountName, accountKey } from "./account-name.ts";
import type { CredentialRows, OpenedCredentials } from "./credential-rows.ts";
import type { Leases } from "./leases.ts";
import type { SealedData } from "./seal.ts";

/**
 * What an adapter's OAuth session needs to share one installation among processes: hand it on as
 * `loadTokens`, `saveTokens` and `inTurn` of the adapter's `oauth`. `Tokens` is the adapter's own form.
 */
export interface Grant<Tokens> {
  loadTokens(): Promise<Tokens>;
  /** Throws `SyncError` `lease-lost` where other tokens were stored since this turn began; those count. */
  saveTokens(tokens: Tokens): Promise<void>;
  /** One refresh at a time over all processes (`invariant:A1`); `beforeSpending` is to be called before a refresh token is shown. */
  inTurn<Result>(work: (beforeSpending: () => Promise<void>) => Promise<Result>): Promise<Result>;
}

/** What {@link openGrant} is made of. */
export interface GrantOptions {
  readonly name: AccountName;
  readonly rows: CredentialRows;
  readonly leases: Leases;
  readonly ports: Ports;
  /** Of this process, told apart from every other. */
  readonly owner: string;
  /** How long a refresh may take; the lease lasts more than twice as long. Default 30,000. */
  readonly refreshTimeoutMs?: number;
}

/** One turn to refresh, told apart by where its work was begun, however late it goes on. */
interface Turn {
  seen?: OpenedCredentials;
}

const usualTimeoutMs = 30_000;
const askAgainMs = 100;

/** The grant of one account: `credentials.tokens` of what is sealed. */
export function openGrant<Tokens extends object>(options: GrantOptions): Grant<Tokens> {
  const { name, rows } = options;
  const timeoutMs = options.refreshTimeoutMs ?? usualTimeoutMs;
  // What each turn saw last: a refresh that outlived its turn must not store over what a later turn saw and stored.
  const turns = new AsyncLocalStorage<Turn>();
  const outside: Turn = {};
  let count = 0;
  const read = async (turn = turns.getStore() ?? outside): Promise<OpenedCredentials> => {
    const seen = await rows.open(name);
    turn.seen = seen;
    outside.seen = seen;
    return seen;
  };
  return {
    loadTokens: async () => tokensOf<Tokens>((await read()).credentials, name),
    async saveTokens(tokens) {
      const { credentials, generation } = (turns.getStore() ?? outside).seen ?? (await read());
      if (await rows.replace(name, { ...credentials, tokens }, generation)) {
        await read();
        return;
      }
      // The answer to an earlier try may have been lost: what is stored may be these very tokens.
      const stored = await rows.open(name);
      if (JSON.stringify(stored.credentials.tokens) === JSON.stringify(tokens)) return;
      throw overtaken(name);
    },
    async inTurn(work) {
      count += 1;
      // An owner for each turn: under one name a second would be given the turn of the first.
      const own = { ...options, owner: `${options.owner}|${count}` };
      const lease = await waitForLease(own, timeoutMs * 2 + 1_000);
      try {
        const turn: Turn = {};
        const { generation, refreshStartedAt } = await read(turn);
        const beforeSpending = () => rows.markRefresh(name, generation);
        const working = turns.run(turn, () => work(beforeSpending));
        return await within(timeoutMs, options, working).catch(async (error: unknown) => {
          throw await explained(options, error, generation, refreshStartedAt);
        });
      } finally {
        // A lease that cannot be given back runs out by itself.
        await options.leases.release(lease).catch(() => undefined);
      }
    },
  };
}

async function waitForLease({ name, leases, owner, ports }: GrantOptions, ttlMs: number) {
  const turn = `refresh|${accountKey(name)}`;
  const until = ports.now() + ttlMs * 2;
  for (;;) {
    const lease = await leases.acquire(turn, owner, ttlMs);
    if (lease !== null) return lease;
    if (ports.now() >= until) throw tooLong(name, "another process has been refreshing the token too long");
    await ports.sleep(askAgainMs * (0.5 + ports.random()));
  }
}

/** Ends the waiting, not the work: what it stores later is refused by its generation. */
async function within<Result>(
  timeoutMs: number,
  { ports, name }: GrantOptions,
  work: Promise<Result>,
): Promise<Result> {
  const timer = new AbortController();
  const late = ports.sleep(timeoutMs, timer.signal).then(() => {
    throw tooLong(name, `the refresh of the token took longer than ${timeoutMs} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

/** A refusal after a refresh that never ended has a cause that is worth telling. */
async function explained(
  { name, rows }: GrantOptions,
  error: unknown,
  generation: number,
  cutOffAt: string | null,
): Promise<unknown> {
  if (!CrmError.is(error)) return error;
  // The CRM answered and gave nothing, so nothing of it can be lost.
  if (cutOffAt === null && error.details.status !== undefined)
    await rows.unmarkRefresh(name, generation).catch(() => undefined);
  if (cutOffAt === null || error.code !== "unauthenticated") return error;
  return new CrmError("unauthenticated", {
    ...error.details,
    message: `${error.details.message}; a refresh that began at ${cutOffAt} was cut off before its new tokens were stored, so they are lost`,
    remedy: "connect the account again",
    cause: error,
  });
}

function tokensOf<Tokens extends object>(credentials: SealedData, name: AccountName): Tokens {
  const { tokens } = credentials;
  if (typeof tokens === "object" && tokens !== null) return tokens as Tokens;
  throw new SyncError(
    "credentials-refused",
    `the credentials of ${accountKey(name)} hold no \`tokens\`. Nothing was sent. Connect the account again`,
  );
}

function overtaken(name: AccountName): SyncError {
  return new SyncError(
    "lease-lost",
    `other credentials of ${accountKey(name)} were stored while its token was refreshed; those count`,
  );
}

function tooLong(name: AccountName, happened: string): CrmError {
  return new CrmError("unavailable", {
    crm: name.crm,
    message: happened,
    written: "nothing was sent with it",
    next: "the next call tries again",
  });
}
