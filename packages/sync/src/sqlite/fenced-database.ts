import type { Lease } from "../mirror/mirror-store.ts";
import type { Database } from "./database.ts";
import { checkFence } from "./lease-part.ts";

/** The same database for the holder of a lease: whatever would be written after the next holder came is refused. */
export function fencedDatabase(database: Database, { name, fence }: Lease): Database {
  let isInside = false;
  const checked = <T>(work: () => T): T => {
    checkFence(database, name, fence);
    isInside = true;
    try {
      return work();
    } finally {
      isInside = false;
    }
  };
  return {
    ...database,
    run: (sql, ...values) =>
      isInside
        ? database.run(sql, ...values)
        : database.transaction(() => checked(() => database.run(sql, ...values))),
    transaction: (work) => database.transaction(() => checked(work)),
    erasing: (work) => database.erasing(() => checked(work)),
  };
}
