import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ownFields } from "@headway/sync";
import { describe, expect, it } from "vitest";
import {
  elements,
  fieldPermissions,
  projectFolder,
  provisionedOrg,
  readMetadata,
  sourceFolder,
} from "./live-org.ts";

/** Every field of the source by its full name. */
function deployedFields(): Map<string, Record<string, string>> {
  const objects = join(sourceFolder, "objects");
  const files = readdirSync(objects).flatMap((object) =>
    readdirSync(join(objects, object, "fields")).map((file) => ({
      object,
      path: join(objects, object, "fields", file),
    })),
  );
  return new Map(
    files.map(({ object, path }) => {
      const { fullName, ...rest } = elements(readFileSync(path, "utf8"));
      return [`${object}.${fullName}`, rest];
    }),
  );
}

/** `dx-source/main.ts` writes the source anew. */
describe("the DX source of the fields", () => {
  it("holds the fields that provisioning makes, each exactly so, and no other", async () => {
    const { sandbox, outcomes } = await provisionedOrg();
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["created"]));
    const deployed = deployedFields();
    expect(deployed.size).toBe(ownFields.length);
    for (const [fullName, fields] of deployed) {
      const live = elements(await readMetadata(sandbox, "CustomField", fullName));
      expect(live).toEqual({ ...fields, fullName });
    }
  });

  it("opens the same fields by a permission set of the same name", async () => {
    const { sandbox } = await provisionedOrg();
    const path = join(sourceFolder, "permissionsets", "Headway.permissionset-meta.xml");
    const granted = (xml: string): string[] =>
      fieldPermissions(xml)
        .map((permission) => JSON.stringify(Object.entries(permission).sort()))
        .sort();
    const deployed = granted(readFileSync(path, "utf8"));
    expect(deployed).toHaveLength(ownFields.length);
    expect(deployed).toEqual(granted(await readMetadata(sandbox, "PermissionSet", "Headway")));
  });

  it("is a project that can be deployed: its version, its folder, and the prolog on the first line of every file", () => {
    const { packageDirectories, sourceApiVersion } = JSON.parse(
      readFileSync(join(projectFolder, "sfdx-project.json"), "utf8"),
    ) as { packageDirectories: { path: string }[]; sourceApiVersion: string };
    expect(sourceApiVersion).toBe("67.0");
    expect(packageDirectories.map(({ path }) => existsSync(join(projectFolder, path)))).toEqual([true]);
    const files = readdirSync(sourceFolder, { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".xml"))) {
      expect(readFileSync(join(sourceFolder, file), "utf8")).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n</,
      );
    }
  });
});
