import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { taskKeyField } from "@headway/crm";
import { ownFields } from "@headway/sync";
import { elements, fieldPermissions, provisionedOrg, readMetadata, sourceFolder } from "./live-org.ts";

/** Writes the DX source anew from what provisioning makes; run it when a test says that both differ. */
const homes: Readonly<Record<string, string>> = {
  deal: "Opportunity",
  account: "Account",
  [taskKeyField.object]: "Activity",
};
const { sandbox } = await provisionedOrg();
rmSync(join(sourceFolder, "objects"), { recursive: true, force: true });
for (const field of ownFields) {
  const words = field.name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const [home = "", name] = [homes[field.object], `${words.join("_")}__c`];
  const { fullName: _, ...rest } = elements(await readMetadata(sandbox, "CustomField", `${home}.${name}`));
  const lines = Object.entries({ fullName: name, ...rest }).map(
    ([tag, text]) => `    <${tag}>${text}</${tag}>\n`,
  );
  write(`objects/${home}/fields/${name}.field-meta.xml`, "CustomField", lines.join(""));
}
const set = await readMetadata(sandbox, "PermissionSet", "Headway");
const blocks = fieldPermissions(set).map((permission) => {
  const lines = Object.entries(permission).map(([tag, text]) => `        <${tag}>${text}</${tag}>\n`);
  return `    <fieldPermissions>\n${lines.join("")}    </fieldPermissions>\n`;
});
const ending = "    <hasActivationRequired>false</hasActivationRequired>\n    <label>Headway</label>\n";
write("permissionsets/Headway.permissionset-meta.xml", "PermissionSet", `${blocks.join("")}${ending}`);

function write(path: string, type: string, content: string): void {
  const full = join(sourceFolder, path);
  mkdirSync(dirname(full), { recursive: true });
  const open = `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`;
  writeFileSync(full, `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n${content}</${type}>\n`);
}
