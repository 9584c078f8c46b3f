import { CrmError } from "@headway/crm";
import * as z from "zod/mini";

/** How webhooks of a HubSpot app are received. */
export interface HubspotWebhookOptions {
  /** The app's client secrets, the current one first: two while one replaces the other. */
  readonly clientSecrets: readonly string[];
  /**
   * The address at which HubSpot reaches you, up to the path that your server sees:
   * `https://hooks.example.com`, or `https://example.com/hooks` where a proxy takes `/hooks` away.
   * `Host` and forwarded headers are never asked, because anybody can send them.
   */
  readonly publicUrl: string;
  /** The portals whose events you want, as a list or as a question; events of others are refused. */
  readonly accountIds: readonly string[] | ((accountId: string) => boolean | Promise<boolean>);
  /** Where given, events of other apps are refused. */
  readonly appId?: string;
  /** Milliseconds since 1970; this machine's clock by default. */
  readonly now?: () => number;
}

const isFunction = (value: unknown): boolean => typeof value === "function";
const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const secret = z
  .string(expected("a client secret (text without blanks)"))
  .check(z.regex(/^\S+$/, expected("a client secret (text without blanks)")));

const Options = z.strictObject(
  {
    clientSecrets: z
      .array(secret, expected("a list of client secrets"))
      .check(z.minLength(1, expected("at least one client secret"))),
    publicUrl: z.custom<string>(
      isPublicUrl,
      expected("an https address without query, or http of a loopback address"),
    ),
    accountIds: z.union(
      [z.array(z.string()), z.custom<(accountId: string) => boolean>(isFunction)],
      expected("a list of portal ids, or a function that knows them"),
    ),
    appId: z.optional(z.string(expected("the app's id as text"))),
    now: z.optional(z.custom<() => number>(isFunction, expected("a function"))),
  },
  expected("an object"),
);

/** Checks options. Throws `invalid`, naming the path and what was expected, and repeating no value. */
export function parseWebhookOptions(options: unknown): HubspotWebhookOptions {
  const parsed = Options.safeParse(options);
  if (parsed.success) return parsed.data as HubspotWebhookOptions;
  const issues = parsed.error.issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `unknown ${issue.keys.map((key) => `\`${key}\``).join(", ")}`
      : `\`${issue.path.map(String).join(".") || "options"}\` ${issue.message}`,
  );
  throw new CrmError("invalid", {
    crm: "hubspot",
    message: `the options of HubSpot's webhooks are wrong: ${issues.join("; ")}`,
  });
}

function isPublicUrl(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, hostname, search, hash, username } = new URL(value);
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const bare = search === "" && hash === "" && username === "";
  return bare && (protocol === "https:" || (protocol === "http:" && loopback));
}
