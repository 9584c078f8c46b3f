import { CrmError } from "@headway/crm";

/** The variables that HubSpot sets for a function: `process.env`. */
export type FunctionEnvironment = Readonly<Record<string, string | undefined>>;

/** The variables of this process, where HubSpot puts the secrets of a function. */
export function ownEnvironment(): FunctionEnvironment {
  return process.env;
}

/** A secret by its name. Throws `invalid` where it is not set; the message names the variable alone. */
export function secretOf(environment: FunctionEnvironment, name: string): string {
  const value = environment[name]?.trim();
  if (value !== undefined && /^\S+$/.test(value)) return value;
  throw new CrmError("invalid", {
    crm: "hubspot",
    message: `the secret \`${name}\` is not set for this function, or holds blanks`,
    remedy: `add \`${name}\` to the secrets of the action, or to \`secretKeys\` of the app function`,
  });
}

/** A text without a secret that may have found its way into it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
}
