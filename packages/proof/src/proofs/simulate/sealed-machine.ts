import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What the machine was asked for that a simulated run may not ask it for, with how often. */
export type Leaks = Readonly<Record<string, number>>;

/** A machine without a clock, timers or chance of its own. */
export interface SealedMachine {
  /** Lets everything that is ready go on, until nothing is. */
  turn(): Promise<void>;
  /** What was asked for since the last time this was called. */
  takeLeaks(): Leaks;
  /** Gives the machine back as it was. */
  unseal(): void;
}

/**
 * Takes clock, timers and randomness away from everything in this thread: whoever asks for them is counted and
 * gets an error. Hashes are worked out at once, since threads of their own would finish in any order.
 */
export function sealMachine(): SealedMachine {
  const counts = new Map<string, number>();
  const leak = (name: string) => (): never => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    throw new Error(`a simulated run asked the machine for ${name}`);
  };
  const { setImmediate } = globalThis;
  const restores = [sealClock(leak), sealTimers(leak), sealChance(leak), hashAtOnce()];
  return {
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    takeLeaks() {
      const leaks = Object.fromEntries(counts);
      counts.clear();
      return leaks;
    },
    unseal() {
      for (const restore of restores) restore();
    },
  };
}

type Leak = (name: string) => () => never;

/** Puts properties in the place of others; gives what puts them back. */
function replaced(target: object, values: Readonly<Record<string, unknown>>): () => void {
  const before = Object.keys(values).map(
    (name) => [name, Reflect.getOwnPropertyDescriptor(target, name)] as const,
  );
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, descriptor);
    }
  };
}

function sealClock(leak: Leak): () => void {
  const MachineDate = globalThis.Date;
  const now = leak("the present date");
  class SealedDate extends MachineDate {
    constructor(...parts: readonly (number | string | Date)[]) {
      if (parts.length === 0) now();
      super(...(parts as [number]));
    }

    static override now(): number {
      return now();
    }
  }
  const dates = replaced(globalThis, { Date: SealedDate });
  // A stopwatch that stands still: p-retry reads it and, without a time limit, makes nothing of it.
  const readings = replaced(globalThis.performance, { now: () => 0 });
  return () => {
    dates();
    readings();
  };
}

function sealTimers(leak: Leak): () => void {
  const names = ["setTimeout", "setInterval", "setImmediate"];
  return replaced(globalThis, Object.fromEntries(names.map((name) => [name, leak(name)])));
}

function sealChance(leak: Leak): () => void {
  const chance = replaced(Math, { random: leak("Math.random") });
  const ids = replaced(globalThis.crypto, {
    randomUUID: leak("crypto.randomUUID"),
    getRandomValues: leak("crypto.getRandomValues"),
  });
  return () => {
    chance();
    ids();
  };
}

/** SHA-256 and its HMAC on this thread. */
function hashAtOnce(): () => void {
  const exact = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
  const macOf = (key: unknown, data: Uint8Array): Buffer =>
    createHmac("sha256", Buffer.from((key as { readonly secret: Uint8Array }).secret))
      .update(data)
      .digest();
  return replaced(globalThis.crypto.subtle, {
    digest: async (_: unknown, data: Uint8Array) => exact(createHash("sha256").update(data).digest()),
    importKey: async (_: unknown, secret: Uint8Array) => ({ secret }),
    sign: async (_: unknown, key: unknown, data: Uint8Array) => exact(macOf(key, data)),
    verify: async (_: unknown, key: unknown, mac: Uint8Array, data: Uint8Array) => {
      const expected = macOf(key, data);
      return mac.byteLength === expected.byteLength && timingSafeEqual(new Uint8Array(mac), expected);
    },
  });
}
