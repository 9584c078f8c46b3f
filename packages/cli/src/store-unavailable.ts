const marker = Symbol.for("headway.store-unavailable");

/** The store's file cannot be made or opened where it is wanted. Exit code 3; nothing was read or written. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  readonly [marker] = true;

  /** `path` of the file or folder that stands in the way, and the system's code for why. */
  constructor(path: string, code: string) {
    super(`\`${path}\`: ${reasons[code] ?? "cannot be used for the store"} (${code})`);
  }

  /** True for a `StoreUnavailable` of any copy of this package. */
  static is(value: unknown): value is StoreUnavailable {
    return typeof value === "object" && value !== null && marker in value;
  }
}

const noFolder = "no folder can be made there, since a file is in the way";

const reasons: Readonly<Record<string, string>> = {
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  EACCES: "this user may not read and write there",
  EPERM: "this user may not read and write there",
  EROFS: "nothing can be written there, it is read-only",
  ENOSPC: "there is no space left",
};
