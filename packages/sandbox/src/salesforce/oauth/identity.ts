import type { Org } from "../org.ts";

/** The id of the organisation, 18 characters. */
export function organizationId(org: Org): string {
  return org.table("Organization").rows[0]?.Id ?? "";
}

/** The address that names a user of an org, and answers who she is. */
export function identityUrl(org: Org, userId: string, instanceUrl: string): string {
  return `${instanceUrl}/id/${organizationId(org)}/${userId}`;
}

function urls(instanceUrl: string, organization: string): Record<string, string> {
  const data = `${instanceUrl}/services/data/v{version}`;
  return {
    enterprise: `${instanceUrl}/services/Soap/c/{version}/${organization.slice(0, 15)}`,
    metadata: `${instanceUrl}/services/Soap/m/{version}/${organization.slice(0, 15)}`,
    partner: `${instanceUrl}/services/Soap/u/{version}/${organization.slice(0, 15)}`,
    rest: `${data}/`,
    sobjects: `${data}/sobjects/`,
    search: `${data}/search/`,
    query: `${data}/query/`,
    tooling_rest: `${data}/tooling/`,
    profile: `${instanceUrl}/{userId}`,
  };
}

/** Answers `GET /services/oauth2/userinfo`. */
export function userInfo(org: Org, userId: string, instanceUrl: string): Readonly<Record<string, unknown>> {
  const user = org.find(userId);
  return {
    sub: identityUrl(org, userId, instanceUrl),
    user_id: userId,
    organization_id: organizationId(org),
    preferred_username: user?.Username,
    nickname: user?.Alias,
    name: user?.Name,
    email: user?.Email,
    email_verified: true,
    given_name: user?.FirstName ?? null,
    family_name: user?.LastName,
    zoneinfo: user?.TimeZoneSidKey,
    address: {},
    is_salesforce_integration_user: false,
    urls: urls(instanceUrl, organizationId(org)),
    active: user?.IsActive === true,
    user_type: "STANDARD",
    language: "en_US",
    locale: "en_US",
    utcOffset: 0,
    updated_at: String(user?.SystemModstamp ?? "").replace(/\.\d+\+0000$/, "Z"),
  };
}

/** Answers `GET /id/{organization}/{user}`, the address that a token comes with. */
export function identity(org: Org, userId: string, instanceUrl: string): Readonly<Record<string, unknown>> {
  const user = org.find(userId);
  return {
    id: identityUrl(org, userId, instanceUrl),
    asserted_user: true,
    user_id: userId,
    organization_id: organizationId(org),
    username: user?.Username,
    nick_name: user?.Alias,
    display_name: user?.Name,
    email: user?.Email,
    email_verified: true,
    first_name: user?.FirstName ?? null,
    last_name: user?.LastName,
    timezone: user?.TimeZoneSidKey,
    active: user?.IsActive === true,
    user_type: "STANDARD",
    language: "en_US",
    locale: "en_US",
    utcOffset: 0,
    last_modified_date: String(user?.LastModifiedDate ?? "").replace(/\.\d+\+0000$/, "Z"),
    is_app_installed: true,
    urls: urls(instanceUrl, organizationId(org)),
  };
}
