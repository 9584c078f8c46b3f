import { type Org, type OrgFeatures, org } from "../org.ts";
import { newOrgStages } from "./stages.ts";

const taskStatuses = [
  { label: "Not Started", closed: false },
  { label: "In Progress", closed: false },
  { label: "Completed", closed: true },
  { label: "Waiting on someone else", closed: false },
  { label: "Deferred", closed: false },
];

/** Adds a user; `username` is an e-mail address and names them apart from everyone in Salesforce. */
export function addUser(
  to: Org,
  user: { first: string; last: string; email: string; active: boolean; at?: number },
): string {
  const row = to.insert("User", {
    ...to.stamps(to.integrationUserId(), user.at),
    Username: user.email,
    FirstName: user.first === "" ? null : user.first,
    LastName: user.last,
    Name: [user.first, user.last].filter((part) => part !== "").join(" "),
    Email: user.email,
    Alias: user.last.slice(0, 8).toLowerCase(),
    IsActive: user.active,
    UserType: "Standard",
    TimeZoneSidKey: "Europe/London",
    LocaleSidKey: "en_US",
  });
  return row.Id;
}

function addOrganization(to: Org): void {
  to.insert("Organization", {
    ...to.stamps(to.integrationUserId()),
    Name: "Headway Sandbox",
    DefaultLocaleSidKey: "en_US",
    TimeZoneSidKey: "Europe/London",
    LanguageLocaleKey: "en_US",
    DefaultCurrencyIsoCode: "USD",
    FiscalYearStartMonth: 1,
    OrganizationType: "Developer Edition",
    InstanceName: "HW1",
    IsSandbox: true,
  });
}

/**
 * An org as it is on its first day: an organisation, its picklists, the user that the API acts as and,
 * second, an administrator who is a person.
 */
export function newOrg(options: { now: () => number; features: Required<OrgFeatures> }): Org {
  const made = org(options);
  addUser(made, {
    first: "Headway",
    last: "Integration",
    email: "integration@sandbox.example",
    active: true,
  });
  addUser(made, { first: "Ada", last: "Admin", email: "admin@sandbox.example", active: true });
  addOrganization(made);
  newOrgStages(made);
  for (const [index, { label, closed }] of taskStatuses.entries()) {
    made.insert("TaskStatus", {
      ...made.stamps(made.integrationUserId()),
      MasterLabel: label,
      ApiName: label,
      SortOrder: index + 1,
      IsDefault: index === 0,
      IsClosed: closed,
    });
  }
  const status = made.schema.field("Task", "Status");
  const values = taskStatuses.map(({ label }, index) => ({
    value: label,
    label,
    active: true,
    defaultValue: index === 0,
  }));
  if (status) made.schema.putField("Task", { ...status, picklistValues: values });
  return made;
}
