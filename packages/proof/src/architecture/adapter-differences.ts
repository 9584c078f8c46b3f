import type { AdapterDifferences } from "./check-adapter-files.ts";

/** What one CRM needs and the other has no use for. */
export const adapterDifferences: AdapterDifferences = {
  hubspot: {
    "calendar.ts": "instants come as ISO text or as milliseconds, and days belong to the account's time zone",
    "dispositions.ts": "call outcomes are GUIDs with labels of their own",
    "grants.ts": "a token can be asked for its scopes; Salesforce shows permissions in its describes",
    "map-deal.ts": "a deal's history is inside the record; Salesforce keeps it as rows of their own",
    "map-page.ts": "a page of records refers to pipelines, owners and outcomes that are read beside it",
    "owners-page.ts": "owners cannot be filtered by change, so that every page is compared",
    "owners.ts": "users are owners, with ids of their own, and stand outside of the objects",
    "pull-context.ts": "joins the references that the pages of one pull share",
    "references.ts": "account, pipelines, owners and outcomes are resources of their own",
    "request-paths.ts": "two forms of the API, dated and v3, have different paths",
    "search-page.ts": "changes come from a search with its own limits and a late index",
    "task-batch.ts": "three ways to write a task: by key, by id, and new",
    "task-key.ts": "where the key cannot be unique, it stands in the body",
    "task-links.ts": "links are made apart from the record",
    "task-lookup.ts": "where the key cannot be unique, tasks are looked for among those of the deal",
    "task-row.ts": "the properties of a task depend on where its key is kept",
  },
  salesforce: {
    "child-readings.ts": "stage history, contact roles and relations are tables of their own",
    "child-rows.ts": "reads those tables for many parents at once",
    "custom-field.ts": "fields are made through the Metadata API, in XML",
    "deal-activities.ts": "a task stands for calls and mails too; ids come by subquery",
    "deal-links.ts": "contact roles change without the deal changing",
    "permission-set.ts": "fields made by API are visible to nobody until a permission set opens them",
    "row-plan.ts": "columns have to be named, and some are hidden",
    "row-query.ts": "builds the keyset query of one object",
    "sdk-connection.ts": "jsforce signs in through the connection",
    "sdk-wire.ts": "jsforce's own transport ends the process when a connection breaks",
    "sent-requests.ts": "Salesforce's answers do not always say whether a write took effect",
    "session.ts": "tokens come from client credentials and are renewed",
    "soap.ts": "the Metadata API speaks SOAP",
    "soql.ts": "only Salesforce has a query language",
  },
};
