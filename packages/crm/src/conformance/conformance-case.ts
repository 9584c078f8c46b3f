import type { CrmCapabilities } from "../adapter.ts";
import type { FaultKind } from "./fault.ts";
import type { ConformanceHarness } from "./harness.ts";

/** One thing an adapter owes, named after the trouble that it prevents. */
export interface ConformanceCase {
  readonly name: string;
  /** Faults the case makes; skipped where the harness cannot make one. */
  readonly faults?: readonly FaultKind[];
  /** Why the case does not concern an adapter with these capabilities; `undefined` where it does. */
  readonly besideThePoint?: (capabilities: CrmCapabilities) => string | undefined;
  /** Throws where the adapter fails it. */
  readonly run: (harness: ConformanceHarness) => Promise<void>;
}

/** The reason to leave a case out for this harness, or `undefined`. */
export function reasonToSkip(subject: ConformanceCase, harness: ConformanceHarness): string | undefined {
  const impossible = subject.faults?.find((kind) => harness.cannot?.[kind] !== undefined);
  if (impossible !== undefined) return `no \`${impossible}\` here: ${harness.cannot?.[impossible]}`;
  return subject.besideThePoint?.(harness.adapter.capabilities);
}

/** For cases about tasks. */
export function withoutTasks({ objects, writableObjects }: CrmCapabilities): string | undefined {
  const has = objects.includes("task") && writableObjects.includes("task");
  return has ? undefined : "`task` is not among the objects that can be read and written";
}

/** For cases about contacts linked to deals. */
export function withoutContacts({ objects }: CrmCapabilities): string | undefined {
  return objects.includes("contact") ? undefined : "`contact` is not among the objects";
}
