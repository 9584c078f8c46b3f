import type { Life } from "./scheduler.ts";

/** Something that waits for its time. */
export interface Event {
  readonly dueAt: number;
  readonly life: Life | null;
  readonly what: string;
  readonly happen: () => void;
}

/** Events by their time, and those of one time in the order in which they came. */
export interface EventHeap {
  push(event: Event): void;
  pop(): Event | undefined;
}

interface Entry {
  readonly event: Event;
  readonly serial: number;
}

function isBefore(one: Entry, other: Entry): boolean {
  return (
    one.event.dueAt < other.event.dueAt ||
    (one.event.dueAt === other.event.dueAt && one.serial < other.serial)
  );
}

/** An empty heap. */
export function eventHeap(): EventHeap {
  const entries: Entry[] = [];
  let serial = 0;
  const swap = (one: number, other: number): void => {
    const [first, second] = [entries[one], entries[other]];
    if (first === undefined || second === undefined) return;
    entries[one] = second;
    entries[other] = first;
  };
  const precedes = (one: number, other: number): boolean => {
    const [first, second] = [entries[one], entries[other]];
    return first !== undefined && second !== undefined && isBefore(first, second);
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!precedes(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = precedes(right, left) ? right : left;
      if (!precedes(child, at)) return;
      swap(at, child);
      at = child;
    }
  };
  return {
    push(event) {
      serial += 1;
      entries.push({ event, serial });
      rise(entries.length - 1);
    },
    pop() {
      const [first] = entries;
      const last = entries.pop();
      if (first === undefined || last === undefined) return undefined;
      if (entries.length > 0) {
        entries[0] = last;
        sink();
      }
      return first.event;
    },
  };
}
