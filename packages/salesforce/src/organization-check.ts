import { CrmError } from "@headway/crm";

/** Ids of 15 and of 18 characters name the same org. */
export function isSameOrganization(one: string, other: string): boolean {
  return one.slice(0, 15) === other.slice(0, 15);
}

/** The refusal of an org that is not the one these credentials are meant for. */
export function otherOrganization(expected: string, found: string): CrmError {
  return new CrmError("forbidden", {
    crm: "salesforce",
    message: `the org that answered is \`${found}\` and not \`${expected}\``,
    written: "nothing was read or written",
    remedy: "check `instanceUrl`, `organizationId` and whose credentials these are",
  });
}
