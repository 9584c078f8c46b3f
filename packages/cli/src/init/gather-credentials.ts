import type { Credentials, Vendor } from "../adapters.ts";
import { checkLines } from "../check-lines.ts";
import { ConfigError } from "../config-error.ts";
import type { Config } from "../config-file.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { findCredentials } from "../credentials.ts";
import { type CrmLook, failed, lookAtCrm } from "../doctor-check.ts";
import { hasEnvironment, type InitFlags } from "./init-choice.ts";

/** A section of the config: texts, or the environment variables that hold them. */
export type CredentialSection = Readonly<Record<string, string | { readonly fromEnvironment: string }>>;

/** One CRM that was set up, with what was found there. */
export interface SetUpCrm {
  readonly vendor: Vendor;
  /** `null` where its usual environment variables are set, so that the config needs no section. */
  readonly section: CredentialSection | null;
  readonly look: CrmLook;
}

const mostTries = 3;

/** Finds or asks for a CRM's credentials and checks them there; asks again while they do not open it. */
export async function setUpCrm(
  context: CliContext,
  flags: InitFlags,
  vendor: Vendor,
  isAsked: boolean,
): Promise<SetUpCrm> {
  for (let tries = 1; ; tries += 1) {
    const section = await sectionFor(context, flags, vendor, isAsked);
    const look = await lookWith(context, vendor, section);
    tell(context, flags, look);
    const isOpen = look.schema !== undefined;
    const isTypedIn = section !== null && isAsked && namedFor(flags, vendor) === undefined;
    if (isOpen || !isTypedIn || tries >= mostTries || !(await context.confirm("Try other credentials?"))) {
      return { vendor, section, look };
    }
  }
}

async function sectionFor(
  context: CliContext,
  flags: InitFlags,
  vendor: Vendor,
  isAsked: boolean,
): Promise<CredentialSection | null> {
  const named = namedFor(flags, vendor);
  if (named !== undefined) return named;
  if (hasEnvironment(context, vendor)) return null;
  if (isAsked) return askSection(context, vendor);
  const variables = vendor.asks.map(({ name }) => vendor.environment[name] ?? name).join(", ");
  throw new ConfigError({
    path: vendor.crm,
    expected: `expected credentials of ${vendor.title}, found none`,
    remedy: `Set ${variables} in the environment, or name other variables: --variable ${vendor.crm}.${vendor.asks[0]?.name ?? ""}=NAME`,
  });
}

function namedFor({ variable = [] }: InitFlags, { crm }: Vendor): CredentialSection | undefined {
  const own = variable.filter((one) => one.crm === crm);
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.map(({ name, variable: held }) => [name, { fromEnvironment: held }]));
}

async function askSection(context: CliContext, vendor: Vendor): Promise<CredentialSection> {
  const section: Record<string, CredentialSection[string]> = {};
  for (const { name, question } of vendor.asks) {
    const isShown = vendor.shown.includes(name);
    const how = isShown ? "" : ", not shown";
    const text = `${question}${how} ($NAME for an environment variable):`;
    const answer = isShown ? await context.ask(text) : await context.askHidden(text);
    if (!isShown) context.secrets.add(answer);
    section[name] = /^\$[A-Za-z_]\w*$/.test(answer) ? { fromEnvironment: answer.slice(1) } : answer;
  }
  return section;
}

/** What is off about credentials is a check that failed: on a terminal they are asked for again. */
async function lookWith(
  context: CliContext,
  vendor: Vendor,
  section: CredentialSection | null,
): Promise<CrmLook> {
  try {
    const found = findCredentials(context, configOf(vendor, section), vendor);
    if (found !== undefined) return await lookAtCrm(context, found);
    throw new ConfigError({ path: vendor.crm, expected: "expected credentials" });
  } catch (error) {
    return { checks: [failed(`${vendor.crm} credentials`, error)] };
  }
}

function configOf(vendor: Vendor, section: CredentialSection | null): Config {
  const none = { hosts: [], credentials: {}, variables: {}, path: null };
  if (section === null) return none;
  const texts: Record<string, string> = {};
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(section)) {
    texts[name] = typeof value === "string" ? value : "from-environment";
    if (typeof value !== "string") variables[name] = value.fromEnvironment;
  }
  const checked = vendor.credentials.safeParse(texts);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const path = [vendor.crm, ...(issue?.path ?? [])].map(String).join(".");
    throw new ConfigError({ path, expected: issue?.message ?? "expected credentials" });
  }
  return {
    ...none,
    credentials: { [vendor.crm]: texts as Credentials },
    variables: { [vendor.crm]: variables },
  };
}

function tell({ process: { stderr, env } }: CliContext, { json }: InitFlags, { checks }: CrmLook): void {
  if (json) return;
  const { columns } = terminalOf(stderr, env);
  stderr.write(`${checks.flatMap((check) => checkLines(check, columns)).join("\n")}\n`);
}
