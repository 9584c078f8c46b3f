import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSource } from "./load-source.ts";
import { mostTold, type SecurityPart } from "./security-part.ts";

interface StoreModule {
  openStore(path: string): { close(): Promise<void> };
}

interface ConfigModule {
  readConfig(directory: string, named: string | undefined, vendors: readonly unknown[]): unknown;
}

interface PolicyModule {
  readPolicy(directory: string, file: string | undefined): unknown;
}

const guarded = "do not touch me";

/** A folder to work in, with files beside it that nobody may touch. */
interface Place {
  readonly folder: string;
  readonly outside: string;
  readonly misses: string[];
}

/** `invariant:X10`: files are private, links are not followed, and no name leads to a file that was not meant. */
export const paths: SecurityPart = {
  name: "paths",
  async run() {
    const root = mkdtempSync(join(tmpdir(), "headway-paths-"));
    const place: Place = { folder: join(root, "inside"), outside: join(root, "outside"), misses: [] };
    mkdirSync(place.folder, { mode: 0o700 });
    mkdirSync(place.outside);
    writeFileSync(join(place.outside, "guarded"), guarded, { mode: 0o644 });
    const rows =
      (await tryStores(place)) +
      (await tryReaders(place)) +
      (await tryAccounts(place)) +
      (await tryModes(place));
    const kept = readFileSync(join(place.outside, "guarded"), "utf8");
    if (kept !== guarded) place.misses.push("a file outside was changed");
    const others = readdirSync(place.outside).filter((name) => name !== "guarded");
    if (others.length > 0) place.misses.push(`files appeared outside: ${others.join()}`);
    rmSync(root, { recursive: true, force: true });
    const { misses } = place;
    return { figures: { pathRows: rows, pathEscapes: misses.length }, misses: misses.slice(0, mostTold) };
  },
};

/** A store in the place of a link, of a folder, of a device, or under a name that cannot be one. */
async function tryStores({ folder, outside, misses }: Place): Promise<number> {
  const { openStore } = await loadSource<StoreModule>("packages/cli/src/open-store.ts");
  const target = join(outside, "guarded");
  symlinkSync(target, join(folder, "link.db"));
  symlinkSync(join(outside, "made-by-link"), join(folder, "dangling.db"));
  mkdirSync(join(folder, "folder.db"));
  const names = [
    "link.db",
    "dangling.db",
    "folder.db",
    "a\0b.db",
    "\0",
    "",
    ".",
    "..",
    "/dev/null",
    "/dev/full",
  ];
  for (const name of names) {
    const path = name.startsWith("/") || name === "" ? name : join(folder, name.replaceAll("\0", "\u0000"));
    try {
      await openStore(path).close();
      misses.push(`a store was opened at ${JSON.stringify(name)}`);
    } catch {
      // Refused, as it should be.
    }
  }
  return names.length;
}

/** Config and policy are read where they were named, and never through a link or from what is no file. */
async function tryReaders({ folder, outside, misses }: Place): Promise<number> {
  const { readConfig } = await loadSource<ConfigModule>("packages/cli/src/config-file.ts");
  const { readPolicy } = await loadSource<PolicyModule>("packages/cli/src/policy-file.ts");
  writeFileSync(join(outside, "..", "config.json"), "{}", { mode: 0o600 });
  symlinkSync(join(outside, "..", "config.json"), join(folder, "config-link.json"));
  const names = ["config-link.json", "a\0b", "..", ".", "/dev/null/x", "CON\0", `${"x".repeat(5_000)}.json`];
  for (const name of names) {
    if (!refuses(() => readConfig(folder, name, [])))
      misses.push(`a config was read at ${JSON.stringify(name.slice(0, 40))}`);
    if (name !== "config-link.json" && !refuses(() => readPolicy(folder, name)))
      misses.push(`a policy was read at ${JSON.stringify(name.slice(0, 40))}`);
  }
  rmSync(join(outside, "..", "config.json"));
  return names.length * 2 - 1;
}

function refuses(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    return error instanceof Error;
  }
}

interface AccountNameModule {
  readonly [name: string]: unknown;
}

/** Names of accounts come from people and CRMs: as text of a store they are data, whatever they look like. */
async function tryAccounts({ folder, misses }: Place): Promise<number> {
  const { sqliteStore } = await loadSource<{ sqliteStore(path: string): NamedStore } & AccountNameModule>(
    "packages/sync/src/sqlite/index.ts",
  );
  const names = [
    "../../outside/x",
    "/etc/passwd",
    "a\0b",
    "CON",
    "NUL.txt",
    "..\\..\\x",
    "~/x",
    "x'; DROP TABLE state; --",
  ];
  const path = join(folder, "accounts.db");
  const store = sqliteStore(path);
  const before = readdirSync(folder).length;
  for (const name of names) {
    await store.saveState(name, { accountId: name }).catch(() => undefined);
  }
  if (readdirSync(folder).length !== before) misses.push("the name of an account made a file");
  await store.close();
  return names.length;
}

interface NamedStore {
  saveState(crm: string, part: { readonly accountId: string }): Promise<void>;
  close(): Promise<void>;
}

/** What is made is its owner's alone, the files that SQLite keeps beside it among it. */
async function tryModes({ folder, misses }: Place): Promise<number> {
  const { openStore } = await loadSource<StoreModule>("packages/cli/src/open-store.ts");
  const path = join(folder, "deep", "er", "store.db");
  const store = openStore(path);
  const made = [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file));
  for (const file of made) {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) !== 0) misses.push(`${file.slice(folder.length)} has mode ${mode.toString(8)}`);
  }
  for (const made of ["deep", join("deep", "er")]) {
    const mode = statSync(join(folder, made)).mode & 0o777;
    if (mode !== 0o700) misses.push(`the folder ${made} has mode ${mode.toString(8)}`);
  }
  await store.close();
  return made.length + 2;
}
