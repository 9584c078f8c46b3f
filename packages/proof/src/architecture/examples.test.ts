import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { demoPortfolio, startSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { packageFolders, readPackage, root } from "./workspace.ts";

/** Runs an example as its own `start` script says, with this Node. */
async function start(example: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { scripts = {} } = readPackage(`examples/${example}`);
  const [command, ...words] = (scripts.start ?? "").split(" ");
  expect(command).toBe("node");
  const options = { cwd: join(root, "examples", example), env: { PATH: process.env.PATH, ...environment } };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words, options);
  expect(stderr).toBe("");
  return stdout;
}

/** Every line an example must print, as it stands. */
const expectedLines: Readonly<Record<string, readonly string[]>> = {
  "score-a-deal": [
    "2 advances (rule domain:3.2 1)",
    "  +1 hubspot/email/7#hs_email_text job:requirements",
    "  +1 hubspot/meeting/12 commitment:opportunity",
  ],
  "own-adapter": [
    "first run: 1 deal read, 1 written",
    "second run: 0 written",
    "why: +1 from ledger/meeting/m1#agreed",
  ],
};

/** Examples that talk to a CRM have a test of their own below. */
const withSandbox = ["sync-once"];

/** Examples that go on running, or need a server beside them; each has a test of its own in `../apps`. */
const withServers = ["webhook-server", "aws-lambda"];

/** Examples with test tools of their own, which `../apps` runs. */
const withOwnTools = ["hubspot-app", "salesforce-dx"];

describe("the examples", () => {
  it("are all run here", () => {
    const run = [...Object.keys(expectedLines), ...withSandbox, ...withServers, ...withOwnTools];
    expect(packageFolders("examples").sort()).toEqual(run.sort());
  });

  it.each(Object.entries(expectedLines))("%s prints what its page says", async (example, lines) => {
    expect((await start(example)).split("\n")).toEqual(expect.arrayContaining([...lines]));
  });

  it("sync-once reads and writes a HubSpot account, and writes nothing the second time", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headway-example-"));
    const sandbox = await startSandbox();
    sandbox.hubspot.sandbox.loadPortfolio(demoPortfolio({ seed: 1, asOf: new Date().toISOString() }));
    try {
      const environment = {
        HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
        HUBSPOT_BASE_URL: sandbox.hubspot.url,
        HEADWAY_STORE: join(folder, "store.db"),
      };
      const first = (await start("sync-once", environment)).split("\n");
      expect(first).toContain("complete: account 12345678 of hubspot");
      expect(first).toContainEqual(expect.stringMatching(/^written {2}25 account, 60 deal(, \d+ task)?$/));
      const stamped = sandbox.hubspot.sandbox.records("deals").map((deal) => deal.properties.headway_policy);
      expect(stamped).toEqual(Array.from({ length: 60 }, () => "headway-default-1"));
      expect((await start("sync-once", environment)).split("\n")).toContain("written  nothing");
    } finally {
      await sandbox.close();
      await rm(folder, { recursive: true });
    }
  });
});
