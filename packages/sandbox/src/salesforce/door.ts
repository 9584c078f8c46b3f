/** The kinds of address that an org answers at. */
export type Door =
  | "token"
  | "authorize"
  | "revoke"
  | "versions"
  | "metadata"
  | "partner"
  | "userinfo"
  | "identity"
  | "rest";

const paths: readonly (readonly [Door, RegExp])[] = [
  ["token", /^\/services\/oauth2\/token\/?$/],
  ["authorize", /^\/services\/oauth2\/authorize\/?$/],
  ["revoke", /^\/services\/oauth2\/revoke\/?$/],
  ["versions", /^\/services\/data\/?$/],
  ["metadata", /^\/services\/Soap\/m\//i],
  ["partner", /^\/services\/Soap\/u\//i],
  ["userinfo", /^\/services\/oauth2\/userinfo\/?$/],
  ["identity", /^\/id\/[^/]+\/[^/]+$/],
];

/** Which of them a URL is; everything that is none of the others is for the REST API. */
export function doorOf(url: URL): Door {
  return paths.find(([, path]) => path.test(url.pathname))?.[0] ?? "rest";
}
