import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import type { Vendor } from "./adapters.ts";
import { ConfigError } from "./config-error.ts";

/** What a config file may hold besides a section for each CRM. */
export interface Config {
  readonly store?: string | undefined;
  readonly policy?: string | undefined;
  /** Where the notebook is. */
  readonly notebook?: string | undefined;
  /** Who works here: the id or the name of a user of the CRM. */
  readonly person?: string | undefined;
  readonly hosts: readonly string[];
  /** Sections by CRM, in the vendor's own form. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By CRM and credential, the environment variable that holds it in place of the file. */
  readonly variables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What two CRMs are kept the same by; `left` and `right` name them, the rest is checked by the mirror itself. */
  readonly mirror?: MirrorSection | undefined;
  /** The file it was read from; `null` without one. */
  readonly path: string | null;
}

/** The section `mirror` as it stands in the file. */
export interface MirrorSection {
  readonly left: string;
  readonly right: string;
  readonly [option: string]: unknown;
}

/** Where the config file is looked for when none is named. */
const defaultConfigPath = ".headway/config.json";

const openToOthers = 0o077;
const text = z.string({ error: "expected a text" }).min(1, { error: "expected a text that is not empty" });
const host = text.regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
  error: "expected a host name in small letters, such as `crm.example.com`",
});

/**
 * Reads and checks the config file. A file that is not named and not there is no config. Throws
 * `ConfigError` when others than its owner may read it, it is a link, or a path in it is off.
 */
export function readConfig(directory: string, named: string | undefined, vendors: readonly Vendor[]): Config {
  const path = resolve(directory, named ?? defaultConfigPath);
  const content = readPrivateFile(path, named !== undefined);
  if (content === undefined) return { hosts: [], credentials: {}, variables: {}, path: null };
  const sections = Object.fromEntries(vendors.map((vendor) => [vendor.crm, z.optional(vendor.credentials)]));
  const schema = z.strictObject({
    store: z.optional(text),
    policy: z.optional(text),
    notebook: z.optional(text),
    person: z.optional(text),
    hosts: z.optional(z.array(host, { error: "expected a list of host names" })),
    mirror: z.optional(mirrorSection(vendors)),
    ...sections,
  });
  const { value, variables } = withoutReferences(parseJson(path, content), vendors);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw configError(path, parsed.error.issues);
  const { store, policy, notebook, person, hosts, mirror, ...rest } = parsed.data;
  const found = Object.entries(rest).filter(([, section]) => section !== undefined);
  return {
    store,
    policy,
    notebook,
    person,
    hosts: hosts ?? [],
    ...(mirror === undefined ? {} : { mirror }),
    credentials: Object.fromEntries(found) as Config["credentials"],
    variables,
    path,
  };
}

/**
 * The text of a file that its owner alone may read. `undefined` where it is not there and need not be.
 * Throws `ConfigError` for one that others may read too, or a link.
 */
export function readPrivateFile(path: string, isRequired: boolean): string | undefined {
  const file = openNoLink(path, isRequired);
  if (file === undefined) return undefined;
  try {
    const { mode } = fstatSync(file);
    if (process.platform !== "win32" && (mode & openToOthers) !== 0) {
      throw new ConfigError({
        path,
        expected: `expected a file that only its owner may read, found mode ${(mode & 0o777).toString(8).padStart(4, "0")}`,
        remedy: `Run \`chmod 600 ${path}\``,
      });
    }
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function openNoLink(path: string, isRequired: boolean): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" && !isRequired) return undefined;
    if (code === "ENOENT") throw new ConfigError({ path, expected: "expected a file, there is none" });
    if (code === "ELOOP") throw new ConfigError({ path, expected: "expected a file, found a link to one" });
    throw new ConfigError({ path, expected: `expected a file that can be read (${String(code)})` });
  }
}

/** The JSON of a text that may hold secrets: it is never quoted. Throws `ConfigError`. */
export function parseJson(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The parser's own message quotes the file, which holds secrets.
    throw new ConfigError({ path, expected: "expected JSON" });
  }
}

const Reference = z.strictObject({ fromEnvironment: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) });
/** Stands where a reference stood while the section is checked. */
const standIn = "from-environment";

/** Takes `{"fromEnvironment": "NAME"}` out of the CRMs' sections; anything else in its form is the schema's to refuse. */
function withoutReferences(
  value: unknown,
  vendors: readonly Vendor[],
): { readonly value: unknown; readonly variables: Config["variables"] } {
  if (!isObject(value)) return { value, variables: {} };
  const variables: Record<string, Record<string, string>> = {};
  const sections = vendors.flatMap(({ crm }) => {
    const section = value[crm];
    if (!isObject(section)) return [];
    const texts = Object.entries(section).map(([name, part]) => {
      const reference = Reference.safeParse(part);
      if (!reference.success) return [name, part] as const;
      variables[crm] = { ...variables[crm], [name]: reference.data.fromEnvironment };
      return [name, standIn] as const;
    });
    return [[crm, Object.fromEntries(texts)] as const];
  });
  return { value: { ...value, ...Object.fromEntries(sections) }, variables };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What code alone may decide is refused; every other option is the mirror's to check, just as strictly. */
function mirrorSection(vendors: readonly Vendor[]) {
  const names = vendors.map(({ crm }) => crm);
  const side = z.enum(names, { error: `expected ${names.join(" or ")}` });
  const refused = z.optional(z.undefined({ error: "cannot be set in a file" }));
  return z.looseObject(
    { left: side, right: side, store: refused, clock: refused, ids: refused },
    { error: "expected an object with `left`, `right` and what to keep the same" },
  );
}

function configError(path: string, issues: readonly z.core.$ZodIssue[]): ConfigError {
  const texts = issues.map((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : undefined;
    const at = issue.path.map(String).join(".");
    if (keys !== undefined)
      return `unknown ${keys.map((key) => `\`${at === "" ? "" : `${at}.`}${key}\``).join(", ")}`;
    if (at === "") return "the file: expected an object with `store`, `policy`, `hosts` or a CRM's section";
    return `\`${at}\` ${issue.message}`;
  });
  return new ConfigError({ path, expected: texts.join("; ") });
}
