import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signCallout } from "@headway/salesforce/serverless";
import { describe, expect, it } from "vitest";
import { logEntryForms } from "../../../../examples/hubspot-app/src/app/cards/log-entries.ts";
import { filesUnder, readText, root } from "../architecture/workspace.ts";
import { runTool } from "./run-tool.ts";

const folder = join(root, "examples/salesforce-dx");
const source = "examples/salesforce-dx/force-app/main/default";
const lwc = (path: string) => import(/* @vite-ignore */ join(root, source, "lwc", path));

describe("the Salesforce project", () => {
  it("passes every test of its component, run by Salesforce's own test tool", async () => {
    const out = join(await mkdtemp(join(tmpdir(), "headway-lwc-")), "report.json");
    const tool = createRequire(join(folder, "package.json")).resolve(
      "@salesforce/sfdx-lwc-jest/bin/sfdx-lwc-jest",
    );
    const words = ["--", "--ci", "--json", `--outputFile=${out}`];
    const { exitCode, output } = await runTool("salesforce-dx", tool, words);
    expect(exitCode, output).toBe(0);
    const report = JSON.parse(await readFile(out, "utf8")) as Record<string, number>;
    console.log(`examples/salesforce-dx: ${report.numPassedTests} of ${report.numTotalTests} tests passed`);
    expect(report.numPassedTests).toBe(report.numTotalTests);
    expect(report.numTotalTests).toBeGreaterThanOrEqual(19);
    await rm(out);
  });

  it("offers the same entries as the card in HubSpot", async () => {
    const { logEntryForms: ours } = (await lwc("headwayEntries/headwayEntries.js")) as Record<
      string,
      unknown
    >;
    expect(ours).toEqual(logEntryForms);
  });

  it("describes every component and class in a file beside it", () => {
    const paths = filesUnder(source);
    const needing = paths.filter((path) => /\/classes\/\w+\.cls$|\/lwc\/(\w+)\/\1\.js$/.test(path));
    expect(needing.length).toBeGreaterThanOrEqual(10);
    expect(needing.filter((path) => !paths.includes(`${path}-meta.xml`))).toEqual([]);
    for (const path of paths.filter((one) => one.endsWith("-meta.xml"))) {
      expect(readText(path).startsWith('<?xml version="1.0" encoding="UTF-8"?>\n'), path).toBe(true);
    }
  });

  it("asks Apex for methods that are there, and open to the component", () => {
    const component = readText(`${source}/lwc/headwayStanding/headwayStanding.js`);
    const controller = readText(`${source}/classes/HeadwayController.cls`);
    const asked = [...component.matchAll(/@salesforce\/apex\/HeadwayController\.(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(asked).toEqual(["assess", "log"]);
    for (const name of asked)
      expect(controller).toMatch(new RegExp(`@AuraEnabled\\s+public static String ${name}\\(`));
  });

  it("signs in Apex's own test as the function checks", async () => {
    const apex = readText(`${source}/classes/HeadwayCalloutTest.cls`);
    const [, at, nonce, body] = /sign\('(\d+)', '(\w+)', '(.+?)'\)/.exec(apex) ?? [];
    const [, wanted] = /Assert\.areEqual\('([A-Za-z0-9+/=]{44})', signature\)/.exec(apex) ?? [];
    const signed = await signCallout("test-secret", { at: Number(at), nonce: nonce ?? "", body: body ?? "" });
    expect(signed["x-headway-signature"]).toBe(wanted);
  });
});
