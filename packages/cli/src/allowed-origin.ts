import { ConfigError } from "./config-error.ts";

/** An origin that credentials may be sent to, and whether it is this machine. */
export interface AllowedOrigin {
  readonly origin: string;
  readonly isLoopback: boolean;
}

const loopback = ["127.0.0.1", "[::1]", "localhost"];
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/**
 * Checks where a setting would send credentials (`invariant:X6`): https on its own port to a listed
 * host, without user or path; plain http to this machine alone. A listed host that starts with a dot
 * stands for everything below it. Throws `ConfigError` naming `path` and what was expected.
 */
export function allowedOrigin(path: string, text: string, hosts: readonly string[]): AllowedOrigin {
  const refuse = (expected: string): ConfigError =>
    new ConfigError({
      path,
      expected: `expected ${expected}`,
      remedy: "Set the right address, or name the host under `hosts` in the config file if it is your CRM's",
    });
  if (!URL.canParse(text)) throw refuse("an https address");
  const url = new URL(text);
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "" && !text.includes("#");
  if (!isBare || url.username !== "" || url.password !== "")
    throw refuse("an address without user, path or query");
  const isHttp = url.protocol === "http:" || url.protocol === "https:";
  if (isHttp && loopback.includes(url.hostname)) return { origin: url.origin, isLoopback: true };
  if (url.protocol !== "https:" || url.port !== "") throw refuse("https, and its usual port");
  if (!isListed(url.hostname, hosts)) throw refuse(`a host of this CRM: ${hosts.map(shownHost).join(", ")}`);
  return { origin: url.origin, isLoopback: false };
}

function isListed(host: string, hosts: readonly string[]): boolean {
  if (!hostName.test(host)) return false;
  return hosts.some((listed) => (listed.startsWith(".") ? host.endsWith(listed) : host === listed));
}

function shownHost(host: string): string {
  return host.startsWith(".") ? `*${host}` : host;
}
