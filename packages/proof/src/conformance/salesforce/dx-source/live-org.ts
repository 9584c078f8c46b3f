import { join } from "node:path";
import type { ProvisionOutcome, ProvisionStep } from "@headway/crm";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { type SalesforceSandbox, salesforceSandbox } from "@headway/sandbox";
import { ownFields } from "@headway/sync";
import { workspaceFolder } from "../../../proof-folder.ts";

const origin = "https://acme.my.salesforce.com";

/** The project of the source. */
export const projectFolder = join(workspaceFolder, "examples", "salesforce-dx");
/** The package in it. */
export const sourceFolder = join(projectFolder, "force-app", "main", "default");

/** An org with Headway's fields, made as `headway provision` makes them. */
export async function provisionedOrg(): Promise<{
  readonly sandbox: SalesforceSandbox;
  readonly outcomes: readonly ProvisionOutcome[];
}> {
  const sandbox = salesforceSandbox({ limits: "off" });
  const adapter = salesforceFetch({
    instanceUrl: origin,
    accessToken: sandbox.accessToken,
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
  });
  const steps = ownFields.map((field): ProvisionStep => ({ type: "create-field", field }));
  return { sandbox, outcomes: await adapter.provision(steps) };
}

/** What the org says of a component, as XML. */
export async function readMetadata(
  sandbox: SalesforceSandbox,
  type: string,
  fullName: string,
): Promise<string> {
  const session = `<SessionHeader><sessionId>${sandbox.accessToken}</sessionId></SessionHeader>`;
  const asked = `<readMetadata><type>${type}</type><fullNames>${fullName}</fullNames></readMetadata>`;
  const body = `<Envelope><Header>${session}</Header><Body>${asked}</Body></Envelope>`;
  const request = new Request(`${origin}/services/Soap/m/67.0`, { method: "POST", body });
  return (await sandbox.fetch(request)).text();
}

/** Elements that hold text alone, each name once. */
export function elements(xml: string): Record<string, string> {
  const found = [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
  return Object.fromEntries(found.map(([, name = "", text = ""]) => [name, text]));
}

/** The field permissions of a permission set, each as the names and values in it. */
export function fieldPermissions(xml: string): Record<string, string>[] {
  return [...xml.matchAll(/<fieldPermissions>(.*?)<\/fieldPermissions>/gs)].map(([, inner = ""]) =>
    elements(inner),
  );
}
