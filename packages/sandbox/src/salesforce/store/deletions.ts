/** A record that was deleted, whether it still lies in the recycle bin or is gone for good. */
export interface Deletion {
  readonly object: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The record whose deletion took this one along; its own id if it was deleted itself. */
  readonly cause: string;
}

/** The org's delete log. */
export interface Deletions {
  add(deletion: Deletion): void;
  /** Forgets a deletion, since the record is back. */
  undo(id: string): void;
  find(id: string): Deletion | undefined;
  /** What a deletion took along, itself included. */
  causedBy(cause: string): Deletion[];
  /** Takes records out of the bin; that they were deleted stays known. */
  takeOut(ids: readonly string[]): void;
  /** What of an object was deleted in a span, ends included. */
  between(object: string, start: number, end: number): Deletion[];
  /** Deletions before an instant whose records still lie in the bin; asking takes them out of it. */
  takeDue(before: number): Deletion[];
  /** Forgets what was deleted before an instant, as Salesforce does when the log grows too long. */
  trim(before: number): void;
  /** The instant from which on the log is whole, if it was ever trimmed. */
  trimmedUntil(): number;
}

/** An empty log. `onChange` is told how to take back each entry. */
export function deletions(onChange: (undo: () => void) => void): Deletions {
  const log = new Map<string, Deletion>();
  const inBin = new Set<string>();
  let trimmed = 0;
  return {
    add(deletion) {
      log.set(deletion.id, deletion);
      inBin.add(deletion.id);
      onChange(() => {
        log.delete(deletion.id);
        inBin.delete(deletion.id);
      });
    },
    undo(id) {
      const known = log.get(id);
      log.delete(id);
      inBin.delete(id);
      if (known) {
        onChange(() => {
          log.set(id, known);
          inBin.add(id);
        });
      }
    },
    find: (id) => log.get(id),
    causedBy: (cause) => [...log.values()].filter((each) => each.cause === cause && inBin.has(each.id)),
    takeOut(ids) {
      for (const id of ids) inBin.delete(id);
    },
    between: (object, start, end) =>
      [...log.values()].filter(
        (each) => each.object === object && each.at >= Math.max(start, trimmed) && each.at <= end,
      ),
    takeDue(before) {
      const due: Deletion[] = [];
      for (const id of inBin) {
        const deletion = log.get(id);
        if (deletion && deletion.at > before) break;
        inBin.delete(id);
        if (deletion) due.push(deletion);
      }
      return due;
    },
    trim(before) {
      trimmed = Math.max(trimmed, before);
    },
    trimmedUntil: () => trimmed,
  };
}
