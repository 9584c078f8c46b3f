import { rm } from "node:fs/promises";
import type { OpenStore } from "@headway/sync";
import { postgresStore } from "@headway/sync/postgres";
import { sqliteStore } from "@headway/sync/sqlite";

/** Where a store lies, in words that another process can be given. */
export type StorePlace =
  | { readonly type: "sqlite"; readonly path: string }
  | { readonly type: "postgres"; readonly url: string; readonly schema: string };

/** Opens the store of a place, made where there is none. @param clock By which leases run out; the machine's by default. */
export async function openStoreAt(place: StorePlace, clock?: () => number): Promise<OpenStore> {
  const options = clock === undefined ? {} : { clock };
  if (place.type === "sqlite") return sqliteStore(place.path, options);
  return postgresStore({ url: place.url, schema: place.schema, ...options });
}

/** Removes the files of a place; a schema goes with its server. */
export async function removeStoreAt(place: StorePlace): Promise<void> {
  if (place.type === "postgres") return;
  for (const end of ["", "-wal", "-shm"]) await rm(`${place.path}${end}`, { force: true });
}
