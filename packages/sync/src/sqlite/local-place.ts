import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Place } from "../run-lease.ts";

/**
 * This process on this machine. A worker of the same machine whose process is no more is gone for certain;
 * of other machines, of other containers, and of this very process, nothing is known.
 */
export function localPlace(): Place {
  const machine = hostname();
  const kernel = kernelIdentity();
  return {
    name: `${machine}/${kernel}/${process.pid}`,
    isGone: (worker) => {
      const [host, identity, pid] = worker.split("/");
      const id = Number(pid);
      const isHere = host === machine && identity === kernel;
      return isHere && Number.isInteger(id) && id > 0 && id !== process.pid && !isRunning(id);
    },
  };
}

/**
 * The place for a store that many machines share: known only where the kernel tells machines and containers apart,
 * since names of hosts may be the same on two of them.
 */
export function placeAmongMany(): { readonly place?: Place } {
  return kernelIdentity() === noIdentity ? {} : { place: localPlace() };
}

const noIdentity = "-";

/**
 * What numbers of processes count in: one start of one machine, and the container's own namespace in it. Containers
 * share a host's name where they share its network, and not its processes. `-` where the kernel does not tell.
 */
function kernelIdentity(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const [namespace] = /\d+/.exec(readlinkSync("/proc/self/ns/pid")) ?? [];
    return namespace === undefined || boot === "" ? noIdentity : `${boot}:${namespace}`;
  } catch {
    return noIdentity;
  }
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
