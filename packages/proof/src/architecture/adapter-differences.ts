import type { AdapterDifferences } from "./check-adapter-files.ts";

/** What one CRM needs and the other has no use for. */
export const adapterDifferences: AdapterDifferences = {
  hubspot: {},
  salesforce: {
    "soql.ts": "only Salesforce has a query language",
  },
};
