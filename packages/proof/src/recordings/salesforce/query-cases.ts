import type { RecordedCase } from "./recorded-case.ts";
import { sameQuery } from "./same-query.ts";
import { deal, type SandboxOrg, sandboxOrg } from "./sandbox-org.ts";

/** An org with a record of every object that recorded queries ask for. */
function smallOrg(): SandboxOrg {
  const org = sandboxOrg();
  const { sandbox } = org;
  const account = sandbox.create("Account", { Name: "A", NumberOfEmployees: 3 });
  const contact = sandbox.create("Contact", { LastName: "B", AccountId: account, Department: "Finance" });
  const id = sandbox.create("Opportunity", { ...deal, Amount: 50_000, AccountId: account });
  for (const Role of ["Decision Maker", "Influencer"]) {
    sandbox.create("OpportunityContactRole", { OpportunityId: id, ContactId: contact, Role });
  }
  sandbox.create("PermissionSet", { Name: "IntegrationCustomFieldVisibility", Label: "L" });
  return org;
}

const same = (number: string): RecordedCase => ({
  number,
  reading: "query",
  ask: ({ body }) => sameQuery(smallOrg(), body),
});

/** Fixtures of an object that never was: only what stands around its fields can be compared. */
const whizbang = /^records\[\]\.(?!attributes)/;

async function pages(last: boolean) {
  const org = sandboxOrg();
  org.sandbox.seed("Account", Array(201).fill({ Name: "A" }));
  const options = { "sforce-query-options": "batchSize=200" };
  const first = await org.rest("GET", "/query?q=SELECT+Name+FROM+Account", undefined, options);
  if (!last) return first;
  const { nextRecordsUrl } = first.body as { nextRecordsUrl: string };
  return org.send("GET", nextRecordsUrl);
}

const never = (why: string) => ({ never: why });

async function record(path: (id: string) => string) {
  const org = sandboxOrg();
  const id = org.sandbox.create("Account", { Name: "A" });
  return org.rest("GET", path(id));
}

function search(version: number, sosl: string) {
  const org = sandboxOrg();
  org.sandbox.create("Account", { Name: "Acme" });
  return org.send("GET", `/services/data/v${version}.0/search?q=${encodeURIComponent(sosl)}`);
}

async function composite(soql: readonly string[], headers: Record<string, string> = {}) {
  const compositeRequest = soql.map((query, index) => ({
    method: "GET",
    url: `/services/data/v67.0/query?q=${encodeURIComponent(query)}`,
    referenceId: `part${index}`,
    httpHeaders: headers,
  }));
  return smallOrg().rest("POST", "/composite", { compositeRequest });
}

/** Composite requests: the parts of one recording ask for different fields, which stand at one path. */
const compositeCases: readonly RecordedCase[] = [
  {
    number: "089",
    reading: "query",
    ask: () => composite(["SELECT Id FROM Account", "SELECT Name FROM Account"]),
    options: { data: /^compositeResponse\[\]\.body\.records\[\]\.(?!attributes)/ },
  },
  {
    number: "091",
    reading: "query",
    ask: () => composite(["SELECT Id FROM Account WHERE Name = 'none'"]),
  },
  {
    number: "087",
    reading: never("the adapter asks for no part on a condition"),
    ask: () => {
      const url = "/services/data/v67.0/sobjects/Account/describe";
      const httpHeaders = { "If-Modified-Since": "Mon, 04 Jan 2027 10:00:00 GMT" };
      return sandboxOrg().rest("POST", "/composite", {
        compositeRequest: [{ method: "GET", url, referenceId: "Account", httpHeaders }],
      });
    },
  },
];

/** Queries, searches and single records. */
export const queryCases: readonly RecordedCase[] = [
  ...["001", "005"].map((number) => ({
    ...same(number),
    ask: () => smallOrg().query("SELECT count(Id) FROM Account"),
  })),
  ...["003", "176", "180", "182", "183", "206"].map(same),
  {
    number: "207",
    reading: "query",
    ask: () => smallOrg().query("SELECT AccountId, SUM(Amount) FROM Opportunity GROUP BY AccountId"),
    options: { data: /^records\[\]\.(CampaignId|AccountId)$/ },
  },
  { number: "208", reading: "query", ask: () => sandboxOrg().query("SELECT Id FROM Account") },
  { number: "210", reading: "query", ask: () => pages(false), options: { data: whizbang } },
  { number: "211", reading: "query", ask: () => pages(true), options: { data: whizbang } },
  {
    number: "212",
    reading: "query",
    ask: () => smallOrg().query("SELECT Id FROM Opportunity"),
    options: { data: whizbang },
  },
  ...["013", "033"].map((number) => ({
    number,
    reading: never("the adapter asks for the organisation by SOQL"),
    ask: () => {
      const org = sandboxOrg();
      return org.rest("GET", `/sobjects/Organization/${org.sandbox.records("Organization")[0]?.Id}`);
    },
  })),
  {
    number: "219",
    reading: never("the adapter asks for records by SOQL"),
    ask: () => record((id) => `/sobjects/Account/${id}`),
    options: { data: /^(?!attributes)/ },
  },
  {
    number: "220",
    reading: never("the adapter asks for records by SOQL"),
    ask: () => record((id) => `/sobjects/Account/${id}?fields=Id`),
    options: { data: /^External_Field__c$/ },
  },
  {
    number: "215",
    reading: never("the adapter does not search"),
    ask: () => search(23, "FIND {acme} IN NAME FIELDS RETURNING Account(Id)"),
  },
  {
    number: "011",
    reading: never("the adapter asks the Tooling API nothing"),
    ask: () => sandboxOrg().rest("GET", "/tooling/query/?q=SELECT+Id+FROM+EntityDefinition"),
    options: { data: whizbang },
  },
  ...compositeCases,
];
