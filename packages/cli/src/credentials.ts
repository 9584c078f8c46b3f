import type { Credentials, Vendor } from "./adapters.ts";
import { allowedOrigin } from "./allowed-origin.ts";
import { ConfigError } from "./config-error.ts";
import type { Config } from "./config-file.ts";
import type { CliContext } from "./context.ts";

/** Credentials of one CRM, and where they were found. */
export interface FoundCredentials {
  readonly vendor: Vendor;
  readonly credentials: Credentials;
  /** `environment`, or the config file's path. */
  readonly from: string;
}

/**
 * The credentials of one CRM: from the environment when any of its variables is set there, else from
 * the config file; the two are never mixed. `undefined` when there are none. Every address is checked
 * before it can be used, and every secret is kept from all output.
 */
export function findCredentials(
  context: CliContext,
  config: Config,
  vendor: Vendor,
): FoundCredentials | undefined {
  const fromEnvironment = environmentCredentials(context, vendor);
  const found = fromEnvironment ?? sectionOf(context, config, vendor);
  if (found === undefined) return undefined;
  for (const [name, value] of Object.entries(found)) {
    if (!vendor.shown.includes(name)) context.secrets.add(value);
  }
  const isEnvironment = fromEnvironment !== undefined;
  const credentials = isEnvironment ? checkedEnvironment(vendor, found) : found;
  checkAddresses(context, config, vendor, credentials, isEnvironment);
  return { vendor, credentials, from: isEnvironment ? "environment" : (config.path ?? "config") };
}

/** Credentials of a CRM that was asked for by name, or of every CRM that has some. Throws `ConfigError` when there are none. */
export function requireCredentials(context: CliContext, config: Config, asked: string): FoundCredentials[] {
  const wanted = context.vendors.filter((vendor) => asked === "all" || vendor.crm === asked);
  const found = wanted.flatMap((vendor) => findCredentials(context, config, vendor) ?? []);
  if (found.length > 0) return found;
  const variables = wanted.map((vendor) => Object.values(vendor.environment).join(", ")).join(" or ");
  throw new ConfigError({
    path: asked === "all" ? "credentials" : asked,
    expected: `expected credentials, found none for ${wanted.map((vendor) => vendor.title).join(" or ")}`,
    remedy: `Set ${variables} in the environment, or a section in a config file of mode 0600. To try without a CRM: headway demo`,
  });
}

/** A section of the config, with what it leaves to environment variables. */
function sectionOf(
  { process: { env } }: CliContext,
  { credentials, variables }: Config,
  { crm }: Vendor,
): Credentials | undefined {
  const section = credentials[crm];
  if (section === undefined) return undefined;
  const named = Object.entries(variables[crm] ?? {}).map(([name, variable]) => {
    const value = env[variable] ?? "";
    if (/^\S+$/.test(value)) return [name, value] as const;
    throw new ConfigError({
      path: `${crm}.${name}`,
      expected: `expected the environment variable ${variable} to hold it, ${value === "" ? "it is not set" : "it has blanks"}`,
      remedy: `Set ${variable} in the environment, as the config names it`,
    });
  });
  return { ...section, ...Object.fromEntries(named) };
}

function environmentCredentials({ process: { env } }: CliContext, vendor: Vendor): Credentials | undefined {
  const set = Object.entries(vendor.environment).flatMap(([name, variable]) => {
    const value = env[variable];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

function checkedEnvironment(vendor: Vendor, found: Credentials): Credentials {
  const parsed = vendor.credentials.safeParse(found);
  if (parsed.success) return found;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "");
  throw new ConfigError({
    path: vendor.environment[name] ?? vendor.title,
    expected:
      issue?.code === "invalid_type"
        ? "expected a text, it is not set"
        : (issue?.message ?? "expected a text"),
    remedy: "Set it in the environment beside the others of this CRM",
  });
}

function checkAddresses(
  context: CliContext,
  config: Config,
  vendor: Vendor,
  credentials: Credentials,
  isEnvironment: boolean,
): void {
  for (const name of vendor.addresses) {
    const value = credentials[name];
    if (value === undefined) continue;
    const path = isEnvironment ? (vendor.environment[name] ?? name) : `${vendor.crm}.${name}`;
    const { origin, isLoopback } = allowedOrigin(path, value, [...vendor.hosts, ...config.hosts]);
    if (isLoopback) {
      context.process.stderr.write(
        `warning: ${vendor.title} is taken to be a sandbox on this machine, ${origin}\n`,
      );
    }
  }
}
