const DATED = new Set(["2026-03", "2026-09"]);
const CRM = /^\/crm\/(objects|associations|properties|pipelines|owners|limits)\/(\d{4}-\d{2})(\/.*)?$/;
const V3 = /^\/crm\/v3\/(objects|associations|properties|pipelines|owners|limits)(\/.*)?$/;
/** The fourth version has associations and nothing else. */
const V4 = /^\/crm\/v4(\/associations\/.*|\/objects\/[^/]+\/[^/]+\/associations\/.*)$/;
/** Associations of the third version have answers of their own. */
const OWN_V3 = /^\/crm\/v3(\/associations\/.*|\/objects\/[^/]+\/[^/]+\/associations\/.*)$/;
const ACCOUNT =
  /^\/account-info\/(?:v3|2025-09|2026-03|2026-09)(\/details|\/api-usage\/daily\/private-apps)$/;
const TOKEN = /^\/oauth\/(?:2026-03|v3)(\/token(?:\/introspect|\/revoke)?)$/;
const GIVES_TOKENS = /^\/oauth\/(?:authorize$|token|v1\/)/;
const HELD_TO_RULES = /^\/crm\/objects\/(\d{4}-\d{2})\//;

/**
 * The one path under which a call is routed, whatever its version: `/objects/deals/search` for both
 * `/crm/v3/objects/deals/search` and `/crm/objects/2026-09/deals/search`. Associations of v3 keep `/v3` in front.
 * Other paths stay as they are.
 */
export function routedPath(pathname: string): string {
  const path = pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
  const dated = CRM.exec(path);
  if (dated) return DATED.has(dated[2] ?? "") ? `/${dated[1]}${dated[3] ?? ""}` : "/unknown-version";
  const own = OWN_V3.exec(path);
  if (own) return `/v3${own[1]}`;
  const legacy = V3.exec(path);
  if (legacy) return `/${legacy[1]}${legacy[2] ?? ""}`;
  const fourth = V4.exec(path);
  if (fourth) return String(fourth[1]);
  const account = ACCOUNT.exec(path);
  if (account) return `/account-info${account[1]}`;
  const token = TOKEN.exec(path);
  return token ? `/oauth${token[1]}` : path;
}

/** Whether a routed path is one of those that give or explain tokens, and so ask for none. */
export function givesTokens(path: string): boolean {
  return GIVES_TOKENS.test(path);
}

/** Whether calls of this path are held to the admins' rules: from 2026-09 on (hubspot facts §0.3). */
export function isHeldToRules(pathname: string): boolean {
  return (HELD_TO_RULES.exec(pathname)?.[1] ?? "") >= "2026-09";
}
