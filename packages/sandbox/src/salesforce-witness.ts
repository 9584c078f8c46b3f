import type { CrmWitness, ShownRecord } from "./crm-witness.ts";
import type { SalesforceSandbox } from "./salesforce/salesforce-sandbox.ts";

type SalesforceRecord = ReturnType<SalesforceSandbox["records"]>[number];

/** Objects that a person wants to see, and of each what she wants to see first. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Opportunity: ["Name", "StageName", "Amount", "CloseDate", "OwnerId", "NextStep", "LastModifiedDate"],
  Account: ["Name", "Website", "OwnerId", "LastModifiedDate"],
  Contact: ["FirstName", "LastName", "Email", "Title", "LastModifiedDate"],
  Task: ["Subject", "Status", "Priority", "ActivityDate", "TaskSubtype", "WhatId", "OwnerId", "Description"],
  Event: ["Subject", "StartDateTime", "WhatId", "OwnerId"],
  EmailMessage: ["Subject", "Incoming", "MessageDate", "RelatedToId", "TextBody"],
  User: ["Name", "Email", "IsActive"],
};

function shown(record: SalesforceRecord): ShownRecord {
  const values = Object.entries(record).filter(([, value]) => value !== null);
  return { id: String(record.Id ?? ""), values: Object.fromEntries(values), whole: record };
}

/** Salesforce refuses objects that an org does not have, such as e-mails in an org without them. */
function has(sandbox: SalesforceSandbox, objectType: string): boolean {
  try {
    sandbox.records(objectType);
    return true;
  } catch {
    return false;
  }
}

/** A Salesforce sandbox as the control server sees it: records that are not deleted, in order of creation. */
export function salesforceWitness(sandbox: SalesforceSandbox, apiUrl: string): CrmWitness {
  const living = (objectType: string) =>
    sandbox.records(objectType).filter((record) => record.IsDeleted !== true);
  const record = (objectType: string, id: string) => {
    const found = sandbox.record(objectType, id);
    return found && shown(found);
  };
  return {
    name: "salesforce",
    title: "Salesforce",
    apiUrl,
    objectTypes: Object.keys(COLUMNS).filter((objectType) => has(sandbox, objectType)),
    columns: COLUMNS,
    count: (objectType) => living(objectType).length,
    page: (objectType, offset, limit) =>
      living(objectType)
        .slice(offset, offset + limit)
        .map(shown),
    record,
    edit(objectType, id, values, by) {
      const fields = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, fieldValue(name, value)]),
      );
      sandbox.edit(objectType, id, fields, by.userId ? { userId: by.userId } : {});
      const edited = record(objectType, id);
      if (!edited) throw new RangeError(`No ${objectType} ${id} here`);
      return edited;
    },
    failNext: ({ brokenBody, status, ...rest }) =>
      sandbox.failNext({
        ...rest,
        status: status ?? 500,
        ...(brokenBody === undefined ? {} : { brokenBody: true }),
      }),
    requests: () => sandbox.requests(),
    resetRequests: () => sandbox.resetRequests(),
  };
}

function fieldValue(name: string, value: unknown): string | number | boolean | null {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) {
    return value as string | number | boolean | null;
  }
  throw new TypeError(`${name} must be a string, a number, a boolean or null`);
}
