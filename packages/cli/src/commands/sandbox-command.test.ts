import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vendors } from "../adapters.ts";
import { runCli } from "../app.ts";
import { readPolicy } from "../policy-file.ts";
import { fakeContext } from "../testing/fake-context.ts";

/** Waits until something is printed, and gives up with the test. */
async function firstPrinted(read: () => string): Promise<string> {
  for (;;) {
    const text = read();
    if (text !== "") return text;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("headway sandbox", () => {
  it("says where it listens and what to export, serves until stopped, and then nothing is left", async () => {
    let printed = "";
    const fake = fakeContext({ vendors });
    const { stdout } = fake.context.process;
    const context = {
      ...fake.context,
      process: {
        ...fake.context.process,
        stdout: {
          ...stdout,
          write: (text: string) => {
            printed += text;
          },
        },
      },
    };
    const ending = runCli(["sandbox", "--empty", "--json"], context);
    const text = await firstPrinted(() => printed);
    const { pageUrl, crms } = JSON.parse(text) as {
      pageUrl: string;
      crms: { crm: string; url: string; environment: Record<string, string> }[];
    };
    expect(crms.map(({ crm }) => crm)).toEqual(["hubspot", "salesforce"]);
    expect(Object.keys(crms[0]?.environment ?? {})).toEqual(["HUBSPOT_ACCESS_TOKEN", "HUBSPOT_BASE_URL"]);
    const deals = await fetch(`${pageUrl}/hubspot/deals.json`);
    expect(await deals.json()).toMatchObject({ total: 0 });

    const other = fakeContext({
      vendors,
      env: Object.assign({}, ...crms.map(({ environment }) => environment)),
    });
    expect((await other.run("provision", "--yes")).exitCode).toBe(0);
    const synced = await other.run("sync", "--json");
    expect(JSON.parse(synced.stdout)).toMatchObject({ runs: [{ crm: "hubspot" }, { crm: "salesforce" }] });
    const doctor = await other.run("doctor");
    expect(doctor.stdout).toContain("all 18 of Headway's fields are there");

    fake.stop.abort();
    expect(await ending).toBe(0);
    expect(printed).toBe(text);
    await expect(fetch(pageUrl)).rejects.toThrow();
  }, 30_000);

  it("writes the policy that the demo records need, and says how to use it", async () => {
    const fake = fakeContext({ vendors });
    const ending = fake.run("sandbox");
    await firstPrinted(() => (existsSync(policyFile(fake.directory)) ? "there" : ""));
    fake.stop.abort();
    const { stdout } = await ending;
    expect(stdout).toContain("\nnpm run -s headway -- sync --policy .headway/sandbox-policy.json");
    expect(readPolicy(fake.directory, ".headway/sandbox-policy.json").version).toBe("demo-1");
    expect(statSync(policyFile(fake.directory)).mode & 0o077).toBe(0);
  }, 30_000);
});

function policyFile(directory: string): string {
  return join(directory, ".headway", "sandbox-policy.json");
}
