import type { FieldValue, FieldValues } from "../store/row.ts";

/** A rule of the org that refuses records; its words are what the API answers. */
export interface ValidationRule {
  readonly object: string;
  /** Whether a record as it would be, and as it was, breaks the rule. Fields that are empty are null. */
  readonly breaks: (after: FieldValues, before: FieldValues | undefined) => boolean;
  readonly message: string;
  /** The field that the message stands at; at the top of the page without one. */
  readonly field?: string;
}

/** A rule that finds records that may be the same: equal in all of these fields, letter case ignored. */
export interface DuplicateRule {
  readonly object: string;
  readonly fields: readonly string[];
  /** `alert` can be overruled by a header, `block` cannot. */
  readonly action: "alert" | "block";
  readonly message?: string;
}

/** A record that others are writing to: it, and what hangs on it, cannot be written meanwhile. */
export interface RecordLock {
  readonly id: string;
  /** How many writes to refuse; without it, all of them. */
  readonly times?: number;
  /** Until when to refuse, in milliseconds since 1970. */
  readonly until?: number;
  /** Refuse only calls that write more rows than this. */
  readonly rowsOver?: number;
}

/** The rules that an org's administrator made, and the locks that other work holds. */
export interface Rules {
  readonly validation: ValidationRule[];
  readonly duplicates: DuplicateRule[];
  addLock(lock: RecordLock): void;
  unlock(id: string): void;
  /** Asked for every row written whether it is locked just now. */
  lockAtRandom(isLocked: () => boolean): void;
  /** The first of these records that is locked now; a refusal is counted. */
  lockedOf(ids: readonly (FieldValue | undefined)[], rows: number, now: number): string | undefined;
}

interface HeldLock {
  readonly lock: RecordLock;
  left: number;
}

/** No rules and no locks. */
export function rules(): Rules {
  const locks: HeldLock[] = [];
  let isLockedAtRandom = (): boolean => false;
  const holds = ({ lock, left }: HeldLock, rows: number, now: number): boolean =>
    left > 0 && now < (lock.until ?? Number.POSITIVE_INFINITY) && rows > (lock.rowsOver ?? 0);
  return {
    validation: [],
    duplicates: [],
    addLock: (lock) => void locks.push({ lock, left: lock.times ?? Number.POSITIVE_INFINITY }),
    lockAtRandom(isLocked) {
      isLockedAtRandom = isLocked;
    },
    unlock(id) {
      for (const held of locks) if (held.lock.id === id) held.left = 0;
    },
    lockedOf(ids, rows, now) {
      if (isLockedAtRandom()) return String(ids.find((id) => typeof id === "string") ?? "new record");
      const found = locks.find((held) => ids.includes(held.lock.id) && holds(held, rows, now));
      if (!found) return undefined;
      found.left -= 1;
      return found.lock.id;
    },
  };
}
