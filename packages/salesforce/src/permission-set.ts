import { type CallOptions, CrmError, quoteVendor } from "@headway/crm";
import type { Client } from "./client.ts";
import { blocks, element, metadataEnvelope, readMetadataResults, textIn } from "./soap.ts";
import { soql } from "./soql.ts";
import { isRow } from "./vendor-answers.ts";

const setName = "Headway";

/** Sends one call of the Metadata API; gives its XML. */
export async function callMetadata(
  client: Client,
  method: string,
  content: string,
  call: CallOptions,
): Promise<string> {
  const isRead = method === "readMetadata";
  const { body } = await client.send(
    {
      method: "POST",
      path: `/services/Soap/m/${client.options.apiVersion}`,
      headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
      body: metadataEnvelope(method, content),
      replay: isRead ? "safe" : "unsafe",
    },
    call,
  );
  if (typeof body === "string") return body;
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: `the Metadata API answered \`${method}\` with something that is no XML`,
  });
}

/**
 * Opens fields to the user these credentials belong to, through the permission set `Headway`: fields
 * made by API are visible to nobody. What the set opened before stays. Nothing is written where all
 * is in place.
 *
 * @param fields Such as `Opportunity.Headway_Momentum__c`.
 */
export async function grantFields(
  client: Client,
  fields: readonly string[],
  budget: () => CallOptions,
): Promise<void> {
  const content = element("type", "PermissionSet") + element("fullNames", setName);
  const current = await callMetadata(client, "readMetadata", content, budget());
  const open = blocks(current, "fieldPermissions").filter((block) => textIn(block, "editable") === "true");
  const opened = open.map((block) => textIn(block, "field") ?? "");
  const missing = fields.filter((field) => !opened.includes(field));
  if (missing.length > 0) await writeSet(client, [...opened, ...missing], budget());
  await assignSet(client, budget);
}

async function writeSet(client: Client, fields: readonly string[], call: CallOptions): Promise<void> {
  const permissions = [...new Set(fields)].sort().map((field) => {
    const access = element("editable", true) + element("field", field) + element("readable", true);
    return `<fieldPermissions>${access}</fieldPermissions>`;
  });
  const parts = element("fullName", setName) + permissions.join("") + element("label", setName);
  const content = `<metadata xsi:type="PermissionSet">${parts}</metadata>`;
  const [result] = readMetadataResults(await callMetadata(client, "upsertMetadata", content, call));
  if (result?.success === true) return;
  const said = quoteVendor(result?.message ?? "no reason given");
  throw new CrmError("forbidden", {
    crm: "salesforce",
    message: `the permission set \`${setName}\` could not be written: ${said}`,
    remedy: "give the user `Manage Profiles and Permission Sets`, or open the fields by hand",
  });
}

async function assignSet(client: Client, budget: () => CallOptions): Promise<void> {
  const userId = await runningUserId(client, budget());
  const assignments = await client.query(
    soql`SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${userId} AND PermissionSet.Name = ${setName}`,
    { all: false },
    budget(),
  );
  if (assignments.rows.length > 0) return;
  const sets = await client.query(
    soql`SELECT Id FROM PermissionSet WHERE Name = ${setName}`,
    { all: false },
    budget(),
  );
  const [set] = sets.rows;
  if (!isRow(set)) {
    throw new CrmError("not-found", {
      crm: "salesforce",
      message: `the permission set \`${setName}\` is not there`,
    });
  }
  const path = client.path("/sobjects/PermissionSetAssignment");
  const body = { AssigneeId: userId, PermissionSetId: set.Id };
  try {
    await client.send({ method: "POST", path, body, replay: "unsafe" }, budget());
  } catch (error) {
    // Somebody assigned it meanwhile: that is what was wanted.
    if (!CrmError.is(error) || error.details.vendorCode !== "DUPLICATE_VALUE") throw error;
  }
}

async function runningUserId(client: Client, call: CallOptions): Promise<string> {
  const { body } = await client.send({ method: "GET", path: "/services/oauth2/userinfo" }, call);
  const id: unknown = isRow(body) ? body.user_id : undefined;
  if (typeof id === "string" && /^005\w{12,15}$/.test(id)) return id;
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: "Salesforce did not say whose credentials these are",
  });
}
