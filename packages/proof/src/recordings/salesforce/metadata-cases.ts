import type { RecordedCase } from "./recorded-case.ts";
import { type SandboxAnswer, type SandboxOrg, sandboxOrg } from "./sandbox-org.ts";

function field(name: string, type: string, more = ""): string {
  return `<metadata xsi:type="CustomField"><fullName>Account.${name}__c</fullName><label>${name}</label><type>${type}</type>${more}</metadata>`;
}

const text = (name: string): string => field(name, "Text", "<length>20</length>");
const tooShort = field("Bio", "LongTextArea", "<length>20</length><visibleLines>3</visibleLines>");
const upsert = (parts: string): string => `<upsertMetadata>${parts}</upsertMetadata>`;

const permissions = (editable: boolean): string =>
  upsert(
    `<metadata xsi:type="PermissionSet"><fullName>Own</fullName><label>Own</label><fieldPermissions><editable>${editable}</editable><field>Account.Hobby__c</field><readable>true</readable></fieldPermissions></metadata>`,
  );

async function withHobby(org: SandboxOrg, ...calls: string[]): Promise<SandboxAnswer> {
  let answer = await org.soap(upsert(text("Hobby")));
  for (const call of calls) answer = await org.soap(call);
  return answer;
}

/** All or none, as the recorded calls asked. */
function allOrNone(org: SandboxOrg, body: string): Promise<SandboxAnswer> {
  const session = `<SessionHeader><sessionId>${org.sandbox.accessToken}</sessionId></SessionHeader>`;
  const header = `${session}<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>`;
  const xml = `<Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Header>${header}</Header><Body>${body}</Body></Envelope>`;
  return org.send("POST", "/services/Soap/m/67.0", xml);
}

const call = (number: string, ask: (org: SandboxOrg) => Promise<SandboxAnswer>): RecordedCase => ({
  number,
  reading: "metadata",
  ask: () => ask(sandboxOrg()),
});

/** Custom fields and permission sets by SOAP. */
export const metadataCases: readonly RecordedCase[] = [
  call("147", (org) => allOrNone(org, upsert(`${tooShort}${text("Hobby")}`))),
  call("148", (org) => org.soap(upsert(`${text("Hobby")}${text("Other")}`))),
  call("168", (org) =>
    org.soap(
      "<deleteMetadata><type>CustomField</type><fullNames>Account.None__c</fullNames></deleteMetadata>",
    ),
  ),
  call("169", (org) =>
    withHobby(
      org,
      "<deleteMetadata><type>CustomField</type><fullNames>Account.Hobby__c</fullNames></deleteMetadata>",
    ),
  ),
  call("174", (org) => org.soap(upsert(field("Ready", "Checkbox", "<required>false</required>")))),
  call("175", (org) => org.soap(upsert(`${text("Hobby")}${text("Other")}`))),
  call("177", (org) =>
    withHobby(
      org,
      permissions(true),
      "<readMetadata><type>PermissionSet</type><fullNames>Own</fullNames></readMetadata>",
    ),
  ),
  call("179", (org) => withHobby(org, permissions(true))),
];
