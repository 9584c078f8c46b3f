import type { Fault } from "../conformance/fault.ts";
import type { RecordRef } from "../record-ref.ts";
import { refKey } from "../record-ref.ts";

type RequestFault = Extract<Fault, { after?: number }>;
type RecordFault = Extract<Fault, { ref: RecordRef }>;

/** The trouble that the memory CRM was told to make. */
export interface Faults {
  add(fault: Fault): void;
  /** The trouble of the request now starting, if any. Counts it. */
  ofRequest(on: "read" | "write"): RequestFault | undefined;
  /** Whether this record is in trouble now. Counts it. */
  ofRecord(kind: RecordFault["kind"], ref: RecordRef): boolean;
  /** Whether links are withheld from the request now starting. Counts it. */
  withholdLinks(): boolean;
}

interface Pending {
  readonly fault: Fault;
  waiting: number;
  left: number;
}

/** No trouble at first. */
export function faults(): Faults {
  const pending: Pending[] = [];

  const meet = <F extends Fault>(matches: (fault: Fault) => fault is F): F | undefined => {
    for (const entry of pending) {
      if (entry.left === 0 || !matches(entry.fault)) continue;
      if (entry.waiting > 0) entry.waiting -= 1;
      else {
        entry.left -= 1;
        return entry.fault;
      }
    }
    return undefined;
  };

  return {
    add(fault) {
      const waiting = isRequestFault(fault) ? (fault.after ?? 0) : 0;
      pending.push({ fault, waiting, left: fault.times });
    },
    ofRequest: (on) =>
      meet(
        (fault): fault is RequestFault => isRequestFault(fault) && (fault.on === on || fault.on === "any"),
      ),
    ofRecord: (kind, ref) =>
      meet((fault): fault is RecordFault => fault.kind === kind && refKey(fault.ref) === refKey(ref)) !==
      undefined,
    withholdLinks: () => meet((fault): fault is Fault => fault.kind === "links-unreadable") !== undefined,
  };
}

function isRequestFault(fault: Fault): fault is RequestFault {
  return !("ref" in fault) && fault.kind !== "links-unreadable";
}
