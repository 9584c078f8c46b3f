import { hostname } from "node:os";
import type { Place } from "../run-lease.ts";

/**
 * This process on this machine. A worker of the same machine whose process is no more is gone for certain;
 * of other machines, and of this very process, nothing is known.
 */
export function localPlace(): Place {
  const machine = hostname();
  return {
    name: `${machine}/${process.pid}`,
    isGone: (worker) => {
      const [host, pid] = worker.split("/");
      const id = Number(pid);
      return host === machine && Number.isInteger(id) && id > 0 && id !== process.pid && !isRunning(id);
    },
  };
}

/** Signal 0 asks without doing anything; a process of another user may not be asked, but is there. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
