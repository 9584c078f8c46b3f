import { SyncError } from "../sync-error.ts";

type Explanation = (
  path: string,
) => readonly [code: "store-locked" | "store-corrupt" | "store-unavailable", text: string];

const nobody: Explanation = (path) => [
  "store-locked",
  `another process is writing to the store \`${path}\`. Nothing was written. Nothing is lost by waiting. Wait for it to end, then run again`,
];

const broken: Explanation = (path) => [
  "store-corrupt",
  `the store \`${path}\` cannot be read. Nothing was written. It stays as it is. Move it away and run again: everything in it is read anew from the CRM, except which tasks were deleted by people`,
];

const unavailable =
  (what: string, wayOut: string): Explanation =>
  (path) => [
    "store-unavailable",
    `the store \`${path}\` ${what}. Nothing of this step was written. What was stored before stays, and the next run goes on from there. ${wayOut}, then run again`,
  ];

/** SQLite's result codes that are not a mistake of ours, by number. */
const explanations: Readonly<Record<number, Explanation>> = {
  3: unavailable("may not be opened by this user", "Give this user the right to read and write it"),
  5: nobody,
  6: nobody,
  8: unavailable("may only be read", "Give this user the right to write it and its folder"),
  10: unavailable("could not be read or written by the disk", "See that the disk is sound"),
  11: broken,
  13: unavailable("has no room left on its disk", "Make room"),
  14: unavailable("cannot be opened", "See that its folder is there and may be written"),
  26: broken,
};

const fileSystem: Readonly<Record<string, number>> = {
  EACCES: 3,
  EPERM: 3,
  EROFS: 8,
  EIO: 10,
  ENOSPC: 13,
  ENOENT: 14,
  ENOTDIR: 14,
  EISDIR: 14,
};

/** Throws what SQLite and the file system say as `SyncError`; what is neither is thrown as it is. */
export function explainFailure<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const explanation = explanations[resultCode(error)];
    if (explanation === undefined) throw error;
    const [code, text] = explanation(path);
    throw new SyncError(code, text, error);
  }
}

function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return -1;
  if ("errcode" in error) return Number(error.errcode) & 0xff;
  return "code" in error ? (fileSystem[String(error.code)] ?? -1) : -1;
}
