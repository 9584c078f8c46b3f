import type { RequestEvent } from "@headway/crm/http";
import type { ProgressEvent } from "@headway/sync";

/** Requests and time of one run, by what the engine was doing. */
export interface RequestCounter {
  onRequest(event: RequestEvent): void;
  /** Everything from here on belongs to the phase, and within a pull to the object, of the event. */
  onProgress(event: Pick<ProgressEvent, "phase" | "object">): void;
  total(): number;
  byPhase(): Record<string, number>;
  /** Requests of the pull by object, without those for the shape of the CRM. */
  pulledByObject(): Record<string, number>;
  /** Wall time by phase, in seconds, up to now. */
  secondsByPhase(): Record<string, number>;
}

/** The part of a pull that reads the shape of the CRM. */
const shapePhase = "shape";

/** Counts requests by phase. @param isSchemaRequest Tells requests for the shape of the CRM from those for records. */
export function requestCounter(
  clock: () => number,
  isSchemaRequest: (path: string) => boolean,
): RequestCounter {
  const phases = new Map<string, number>();
  const objects = new Map<string, number>();
  const milliseconds = new Map<string, number>();
  let phase = "describe";
  let object = "";
  let since = clock();
  let total = 0;
  const spend = (): void => {
    add(milliseconds, phase, clock() - since);
    since = clock();
  };
  return {
    onRequest({ path }) {
      total += 1;
      const isShape = phase === "pull" && isSchemaRequest(path);
      add(phases, isShape ? shapePhase : phase, 1);
      if (phase === "pull" && !isShape) add(objects, object, 1);
    },
    onProgress(event) {
      spend();
      phase = event.phase;
      object = event.object ?? "";
    },
    total: () => total,
    byPhase: () => Object.fromEntries(phases),
    pulledByObject: () => Object.fromEntries(objects),
    secondsByPhase() {
      spend();
      return Object.fromEntries([...milliseconds].map(([name, spent]) => [name, Math.round(spent) / 1_000]));
    },
  };
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
