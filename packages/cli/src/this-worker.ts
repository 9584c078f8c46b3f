import { randomUUID } from "node:crypto";
import type { Worker } from "@headway/sync";
import { localPlace } from "@headway/sync/sqlite";

/** This command as a worker of its store: named for machine and process, so that nobody waits for it once it is dead. */
export function thisWorker(): Worker {
  const place = localPlace();
  return { name: `${place.name}/${randomUUID()}`, isGone: place.isGone };
}
