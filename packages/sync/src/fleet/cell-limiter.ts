import { CrmError } from "@headway/crm";
import type { Lane, LaneLimit, Limiter, Ports } from "@headway/crm/http";
import { type AccountName, accountKey } from "./account-name.ts";
import type { FleetDatabase } from "./fleet-database.ts";
import { type Pace, paceOf } from "./pace.ts";

/**
 * The limiter of one account for all processes: its lanes deal out cells that Postgres grants, several at
 * a time while nobody waits, so that it is not asked for each request. A cell that is not used in time is
 * lost, never saved up.
 */
export function cellLimiter(database: FleetDatabase, name: AccountName, ports: Ports): Limiter {
  const key = accountKey(name);
  return {
    lane: (laneName, limit) =>
      cellLane({ database, ports, crm: name.crm, cell: `${key}|${laneName}` }, limit),
  };
}

interface LaneParts {
  readonly database: FleetDatabase;
  readonly ports: Ports;
  readonly crm: string;
  /** The row's name. */
  readonly cell: string;
}

/** A start that was granted: not before `from`, not after `until`, by this process's clock. */
interface Cell {
  readonly from: number;
  readonly until: number;
}

interface Waiting {
  readonly start: () => void;
  readonly fail: (error: unknown) => void;
}

/** How long a database that does not answer is asked again before those who wait are told. */
const patienceMs = 15_000;
const askAgainMs = 250;

interface LaneState {
  readonly waiting: Waiting[];
  cells: Cell[];
  /** Starts of late, so that as many are asked for ahead as are likely to be used. */
  started: number[];
  pausedUntil: number;
  /** Milliseconds of a pause that the database does not know yet. */
  untold: number;
  isPumping: boolean;
}

function cellLane(parts: LaneParts, limit: LaneLimit | "unlimited"): Lane {
  const pace = paceOf(limit);
  const state: LaneState = {
    waiting: [],
    cells: [],
    started: [],
    pausedUntil: 0,
    untold: 0,
    isPumping: false,
  };
  const wake = (): void => {
    if (state.isPumping) return;
    state.isPumping = true;
    void pump(parts, pace, state).finally(() => {
      state.isPumping = false;
      if (state.waiting.length > 0) wake();
    });
  };
  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const leave = (): void => {
          state.waiting.splice(state.waiting.indexOf(one), 1);
          reject(signal?.reason);
        };
        const ending = (end: (error?: unknown) => void) => (error?: unknown) => {
          signal?.removeEventListener("abort", leave);
          end(error);
        };
        const one: Waiting = { start: ending(() => resolve()), fail: ending(reject) };
        signal?.addEventListener("abort", leave, { once: true });
        state.waiting.push(one);
        wake();
      }),
    pauseUntil(at) {
      if (at <= state.pausedUntil) return;
      state.pausedUntil = at;
      state.untold = Math.max(state.untold, at - parts.ports.now());
      // Told at once, so that other processes stop too; what cannot be told goes with the next request.
      void take(parts, pace, state, 0).catch(() => undefined);
    },
  };
}

/** Serves those who wait, one after the other, until nobody does. */
async function pump(parts: LaneParts, pace: Pace, state: LaneState): Promise<void> {
  const { ports } = parts;
  for (let failedAt: number | undefined; state.waiting.length > 0; ) {
    const now = ports.now();
    state.cells = state.cells.filter(({ until }) => until >= now);
    const [next] = state.cells;
    const from = Math.max(next?.from ?? 0, state.pausedUntil);
    if (from > now) await ports.sleep(from - now);
    else if (next !== undefined) serve(pace, state, now);
    else {
      try {
        await refill(parts, pace, state);
        failedAt = undefined;
      } catch (error) {
        failedAt ??= now;
        if (ports.now() - failedAt < patienceMs) await ports.sleep(askAgainMs);
        else failAll(parts, state, error);
      }
    }
  }
}

function serve(pace: Pace, state: LaneState, now: number): void {
  // Where nothing is limited, one cell serves all until it ends.
  if (pace.paceMs > 0) state.cells.shift();
  state.started = [...state.started.filter((at) => at > now - pace.lateMs), now];
  state.waiting.shift()?.start();
}

/** Asks for those who wait, and ahead for as many as started of late. */
async function refill(parts: LaneParts, pace: Pace, state: LaneState): Promise<void> {
  const { ports } = parts;
  const ahead = state.started.filter((at) => at > ports.now() - pace.lateMs).length;
  const wanted = Math.max(state.waiting.length, Math.min(pace.burst, ahead));
  const againMs = await take(parts, pace, state, pace.paceMs === 0 ? 1 : wanted);
  // A little apart from each other, so that many processes do not ask in step.
  if (state.cells.length === 0) await ports.sleep(againMs * (0.5 + ports.random() / 2));
}

/** One question to the database. Returns after how long to ask again where nothing was granted. */
async function take(
  { database, ports, cell }: LaneParts,
  { paceMs, burst, lateMs, horizonMs }: Pace,
  state: LaneState,
  wanted: number,
): Promise<number> {
  const pauseMs = state.untold;
  state.untold = 0;
  const askedAt = ports.now();
  try {
    const [row] = await database.query(
      `SELECT starts_ms, again_ms FROM ${database.schema}.take_cells($1, $2, $3, $4, $5, $6)`,
      [cell, wanted, paceMs, burst, horizonMs, pauseMs],
    );
    const answeredAt = ports.now();
    const starts = Array.isArray(row?.starts_ms) ? row.starts_ms.map(Number) : [];
    // The database decided between the two: late enough for the start, early enough for the end.
    state.cells.push(
      ...starts.map((start) => ({ from: answeredAt + start, until: askedAt + start + lateMs })),
    );
    return Number(row?.again_ms ?? 0);
  } catch (error) {
    state.untold = Math.max(state.untold, pauseMs);
    throw error;
  }
}

function failAll({ crm }: LaneParts, state: LaneState, cause: unknown): void {
  const error = new CrmError("unavailable", {
    crm,
    message: "the limiter that all processes share could not be asked",
    written: "nothing was sent",
    next: "the next call asks again",
    cause,
  });
  for (const one of state.waiting.splice(0)) one.fail(error);
}
