import type { Vendor } from "../adapters.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";

/** What `headway init` is told by flags; what they leave open is asked on a terminal. */
export interface InitFlags {
  readonly crm?: string | undefined;
  readonly variable?: readonly NamedVariable[] | undefined;
  readonly yes: boolean;
  readonly overwrite: boolean;
  readonly json: boolean;
}

/** An environment variable that holds one credential of one CRM. */
export interface NamedVariable {
  readonly crm: string;
  readonly name: string;
  readonly variable: string;
}

/** The choice of trying without a CRM. */
export const sandboxChoice = "sandbox";

/** The CRMs that are meant; none for the sandbox. Asked where no flag says it; else those with credentials in the environment. */
export async function chosenVendors(
  context: CliContext,
  flags: InitFlags,
  isAsked: boolean,
): Promise<readonly Vendor[]> {
  const { vendors } = context;
  if (flags.crm !== undefined) return vendorsNamed(vendors, flags.crm);
  const found = vendors.filter((vendor) => hasEnvironment(context, vendor));
  if (isAsked) return askVendors(context, found);
  if (found.length > 0) return found;
  throw new ConfigError({
    path: "--crm",
    expected: `expected which CRM: ${choices(vendors)}`,
    remedy: "Name it with --crm, or run it on a terminal, where it asks",
  });
}

/** True where a variable that the vendor's credentials have by default is set. */
export function hasEnvironment({ process: { env } }: CliContext, { environment }: Vendor): boolean {
  return Object.values(environment).some((variable) => (env[variable] ?? "") !== "");
}

/** The CRMs of a list such as `hubspot,salesforce` or `all`. Throws `ConfigError` for a name that is none. */
export function vendorsNamed(vendors: readonly Vendor[], text: string): readonly Vendor[] {
  if (text === sandboxChoice) return [];
  if (text === "all") return vendors;
  return text.split(",").map((name) => {
    const vendor = vendors.find(({ crm }) => crm === name.trim().toLowerCase());
    if (vendor !== undefined) return vendor;
    throw new ConfigError({ path: "--crm", expected: `expected ${choices(vendors)}` });
  });
}

async function askVendors(context: CliContext, found: readonly Vendor[]): Promise<readonly Vendor[]> {
  const { vendors, process } = context;
  const usual = found.length === 0 ? sandboxChoice : found.map(({ crm }) => crm).join(",");
  for (;;) {
    const answer = await context.ask(`Which CRM: ${choices(vendors)}? [${usual}]`);
    try {
      return vendorsNamed(vendors, answer === "" ? usual : answer);
    } catch (error) {
      if (!ConfigError.is(error)) throw error;
      process.stderr.write(`${error.details.expected}\n`);
    }
  }
}

function choices(vendors: readonly Vendor[]): string {
  return [...vendors.map(({ crm }) => crm), "all", sandboxChoice].join(", ");
}
