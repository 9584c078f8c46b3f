import { CrmError } from "@headway/crm";

/** What ends a command that only reads, when the person asks to stop: nothing was written, and it begins anew. */
function readingStopped(): CrmError {
  return new CrmError("aborted", {
    crm: "headway",
    message: "stopped",
    written: "nothing was written anywhere; this command only reads",
    next: "nothing by itself",
    remedy: "Run the same command again; it begins anew",
  });
}

/** Ends a command that only reads where the person asked to stop. Throws `CrmError` `aborted`. */
export function endIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw readingStopped();
}

/** Does work that reads from a CRM; being stopped in it is told as what it is for a command that only reads. */
export async function readOnly<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    endIfStopped(signal);
    throw error;
  }
}
