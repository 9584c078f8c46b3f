import { XMLParser } from "fast-xml-parser";
import { beforeEach, describe, expect, it } from "vitest";
import { at, column, type TestClient, testClient } from "../testing/test-client.ts";

let client: TestClient;

beforeEach(() => {
  client = testClient();
});

/** An envelope as jsforce writes it. */
function envelope(sessionId: string, body: string, header = ""): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"',
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<soapenv:Header xmlns="http://soap.sforce.com/2006/04/metadata"><SessionHeader><sessionId>${sessionId}</sessionId></SessionHeader>${header}</soapenv:Header>`,
    `<soapenv:Body xmlns="http://soap.sforce.com/2006/04/metadata">${body}</soapenv:Body></soapenv:Envelope>`,
  ].join("");
}

async function call(
  body: string,
  header?: string,
): Promise<{ status: number; text: string; result: unknown }> {
  const xml = envelope(client.sandbox.accessToken, body, header);
  const answer = await client.send("POST", "/services/Soap/m/67.0", xml, { "content-type": "text/xml" });
  const parsed = new XMLParser({ parseTagValue: false, ignoreAttributes: false }).parse(answer.text);
  const content = at(parsed, "soapenv:Envelope.soapenv:Body");
  const [response] = Object.values(content ?? {});
  return { status: answer.status, text: answer.text, result: at(response, "result") };
}

function customField(fullName: string, rest: string): string {
  return `<metadata xsi:type="CustomField"><fullName>${fullName}</fullName><label>A label</label>${rest}</metadata>`;
}

const momentum = customField(
  "Opportunity.Headway_Momentum__c",
  "<type>Number</type><precision>5</precision><scale>2</scale>",
);
const key = customField(
  "Activity.Headway_Key__c",
  "<type>Text</type><length>80</length><unique>true</unique><externalId>true</externalId><caseSensitive>true</caseSensitive>",
);

const upsert = (metadata: string, header?: string) =>
  call(`<upsertMetadata>${metadata}</upsertMetadata>`, header);

function permissionSet(fields: readonly string[]): string {
  const permissions = fields.map(
    (field) =>
      `<fieldPermissions><field>${field}</field><readable>true</readable><editable>true</editable></fieldPermissions>`,
  );
  return `<metadata xsi:type="PermissionSet"><fullName>Headway</fullName><label>Headway</label>${permissions.join("")}</metadata>`;
}

async function assign(): Promise<number> {
  const set = column(await client.query("SELECT Id FROM PermissionSet WHERE Name = 'Headway'"), "Id")[0];
  const [user] = client.sandbox.records("User");
  const body = { PermissionSetId: set, AssigneeId: user?.Id };
  return (await client.rest("POST", "/sobjects/PermissionSetAssignment", body)).status;
}

describe("custom fields", () => {
  it("are created once and changed after, told apart by `created`", async () => {
    expect((await upsert(momentum)).result).toEqual({
      created: "true",
      fullName: "Opportunity.Headway_Momentum__c",
      success: "true",
    });
    expect(at((await upsert(momentum)).result, "created")).toBe("false");
  });

  it("of Activity are on Task and on Event, and cannot be made on Task itself", async () => {
    await upsert(key);
    for (const object of ["Task", "Event"]) {
      const id = client.sandbox.create(object, { Subject: "S", Headway_Key__c: "k" });
      expect(client.sandbox.record(object, id)?.Headway_Key__c).toBe("k");
    }
    const refused = await upsert(key.replace("Activity.", "Task."));
    expect(refused.result).toMatchObject({
      success: "false",
      errors: { message: "Entity Enumeration Or ID: bad value for restricted picklist field: Task" },
    });
  });

  it.each([
    [
      "<type>LongTextArea</type><length>255</length><visibleLines>3</visibleLines>",
      "Invalid length, minimum is: 256",
    ],
    [
      "<type>Checkbox</type><required>false</required>",
      "Can not specify 'required' for a CustomField of type Checkbox",
    ],
    ["<type>Number</type>", "Must specify 'precision' and 'scale' for a CustomField of this type"],
    ["<length>10</length>", "Required field is missing: type"],
  ])("refuse %s", async (rest, message) => {
    const { result } = await upsert(customField("Opportunity.New__c", rest));
    expect(result).toMatchObject({ created: "false", success: "false", errors: { message } });
    expect((await client.query("SELECT New__c FROM Opportunity")).status).toBe(400);
  });

  it("are made one by one, or all or none if the header says so", async () => {
    const two = `${momentum}${customField("Opportunity.Bad__c", "")}`;
    const header = "<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>";
    const none = await upsert(two, header);
    expect(at(none.result, "0.errors.statusCode")).toBe("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    expect(at((await upsert(two)).result, "0")).toMatchObject({ created: "true", success: "true" });
  });

  it("are read back, nil for one that is not there, and deleted", async () => {
    await upsert(momentum);
    const names =
      "<fullNames>Opportunity.Headway_Momentum__c</fullNames><fullNames>Opportunity.No__c</fullNames>";
    const read = await call(`<readMetadata><type>CustomField</type>${names}</readMetadata>`);
    expect(at(read.result, "records.0")).toMatchObject({
      "@_xsi:type": "CustomField",
      type: "Number",
      scale: "2",
    });
    expect(at(read.result, "records.1")).toEqual({ "@_xsi:nil": "true" });
    const deleted = await call(`<deleteMetadata><type>CustomField</type>${names}</deleteMetadata>`);
    expect(at(deleted.result, "0.success")).toBe("true");
    expect(at(deleted.result, "1.errors.statusCode")).toBe("INVALID_CROSS_REFERENCE_KEY");
  });

  it("cannot be keys of Activity where the org does not allow it", async () => {
    client = testClient({ taskExternalId: false });
    expect(at((await upsert(key)).result, "success")).toBe("false");
  });
});

describe("field-level security", () => {
  it("hides a new field from everything until a permission set opens it and the user holds the set", async () => {
    await upsert(momentum);
    const soql = "SELECT Headway_Momentum__c FROM Opportunity";
    const id = client.sandbox.create("Opportunity", {
      Name: "D",
      StageName: "Prospecting",
      CloseDate: "2026-06-30",
    });
    const patch = () => client.rest("PATCH", `/sobjects/Opportunity/${id}`, { Headway_Momentum__c: 1.006 });
    const described = async () => (await client.rest("GET", "/sobjects/Opportunity/describe")).text;
    expect(at((await client.query(soql)).body, "0.errorCode")).toBe("INVALID_FIELD");
    expect(at((await patch()).body, "0.errorCode")).toBe("INVALID_FIELD");
    expect(await described()).not.toContain("Headway_Momentum__c");
    await upsert(permissionSet(["Opportunity.Headway_Momentum__c"]));
    expect((await client.query(soql)).status).toBe(400);
    expect(await assign()).toBe(201);
    expect((await patch()).status).toBe(204);
    expect(column(await client.query(soql), "Headway_Momentum__c")).toEqual([1.01]);
    expect(await described()).toContain("Headway_Momentum__c");
  });

  it("assigns a set to a user once", async () => {
    await upsert(permissionSet([]));
    expect(await assign()).toBe(201);
    expect(await assign()).toBe(400);
    expect(client.sandbox.records("PermissionSetAssignment")).toHaveLength(1);
  });

  it("is replaced by the next upsert of the set, and refuses fields that do not exist", async () => {
    await upsert(momentum);
    await upsert(permissionSet(["Opportunity.Headway_Momentum__c"]));
    await assign();
    expect((await client.query("SELECT Headway_Momentum__c FROM Opportunity")).status).toBe(200);
    await upsert(permissionSet([]));
    expect((await client.query("SELECT Headway_Momentum__c FROM Opportunity")).status).toBe(400);
    const refused = await upsert(permissionSet(["Opportunity.Nope__c"]));
    expect(at(refused.result, "errors.message")).toBe(
      "In field: field - no CustomField named Opportunity.Nope__c found",
    );
  });

  it("keeps the key of a task unique, letter case told apart", async () => {
    await upsert(key);
    await upsert(permissionSet(["Task.Headway_Key__c"]));
    await assign();
    const make = (Headway_Key__c: string) =>
      client.rest("POST", "/sobjects/Task", { Subject: "S", Headway_Key__c });
    const first = await make("a");
    expect((await make("A")).status).toBe(201);
    const twin = await make("a");
    expect(twin.body).toEqual([
      {
        errorCode: "DUPLICATE_VALUE",
        message: `duplicate value found: Headway_Key__c duplicates value on record with id: ${at(first.body, "id")}`,
        fields: ["Headway_Key__c"],
      },
    ]);
    client.sandbox.remove("Task", String(at(first.body, "id")));
    expect((await make("a")).status).toBe(201);
  });
});

describe("faults", () => {
  it("of a session that is none, of too many components, of another metadata type", async () => {
    const xml = envelope("nonsense", `<upsertMetadata>${momentum}</upsertMetadata>`);
    const answer = await client.send("POST", "/services/Soap/m/67.0", xml);
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("<faultcode>sf:INVALID_SESSION_ID</faultcode>");
    const many = await upsert(momentum.repeat(11));
    expect([many.status, many.text.includes("LIMIT_EXCEEDED")]).toEqual([500, true]);
    const flow = await upsert('<metadata xsi:type="Flow"><fullName>F</fullName></metadata>');
    expect([flow.status, flow.text.includes("INVALID_TYPE")]).toEqual([500, true]);
  });
});
