import { SyncError } from "../sync-error.ts";

/** When it failed: before anything was sent, at a read, inside a transaction, or at its end. */
export type FailureMoment = "before" | "read" | "during" | "commit";

const written: Readonly<Record<FailureMoment, string>> = {
  before: "Nothing was written",
  read: "Nothing was written",
  during: "Nothing of this step was written",
  commit: "This step was stored whole or not at all, and which of both is not known",
};

/** Throws failures of the database as `SyncError`. Only Postgres' code is told: its words may quote values. */
export async function explainFailure<T>(moment: FailureMoment, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (SyncError.is(error)) throw error;
    throw describeFailure(moment, codeOf(error));
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

function describeFailure(moment: FailureMoment, code: string | null): SyncError {
  const said = code === null ? "" : ` (${code})`;
  if (code === "55P03" || code === "40P01" || code === "40001") {
    return new SyncError(
      "store-locked",
      `another process was writing to the store for too long${said}. ${written[moment]}. The next run tries again. See which process holds it, or run again`,
    );
  }
  if (code !== null && /^(?:42|22|23)/.test(code)) {
    return new SyncError(
      "store-corrupt",
      `the store's tables are not as they were made${said}. ${written[moment]}. It stays like this until they are. See that nobody else changes this schema and that the user may read and write it, or name another schema`,
    );
  }
  return new SyncError(
    "store-unavailable",
    `the store's database ${whyUnavailable(code)}${said}. ${written[moment]}. The next run goes on from what was stored. See that it runs, can be reached and has room, then run again`,
  );
}

function whyUnavailable(code: string | null): string {
  if (code === null) return "ended the connection";
  if (code.startsWith("28")) return "does not accept the user or password";
  if (code === "3D000") return "does not exist on its server";
  if (code === "53100") return "has no room left on its disk";
  return "does not answer";
}
