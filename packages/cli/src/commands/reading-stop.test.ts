import type { CrmAdapter, PullRequest } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { fakeContext, memoryEnvironment, memoryVendor } from "../testing/fake-context.ts";
import { syncedTeam } from "../testing/synced-team.ts";

const words = (text: string) => text.replace(/\s+/g, " ");

/** The command line on a synced store, with what happens at each page that is read from the CRM. */
async function watched(onPage: (stop: AbortController) => void) {
  const { crm, fake } = await syncedTeam();
  async function* pull(request: PullRequest, call = {}): ReturnType<CrmAdapter["pull"]> {
    for await (const page of crm.pull(request, call)) {
      onPage(later.stop);
      yield page;
    }
  }
  const vendors = [memoryVendor({ ...crm, pull })];
  const later = fakeContext({ vendors, env: memoryEnvironment, directory: fake.directory });
  return later;
}

describe("a command that only reads and is stopped", () => {
  it("drift ends with 130 and says that it begins anew", async () => {
    const fake = await watched((stop) => stop.abort());
    const { exitCode, stdout, stderr } = await fake.run("drift");
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect(words(stderr)).toContain("nothing was written anywhere; this command only reads");
    expect(words(stderr)).toContain("Run the same command again; it begins anew");
  });

  it.each([
    ["backtest", []],
    ["plan", ["--as", "Ada Lund"]],
    ["coach", []],
    ["review", ["--full"]],
  ])("%s ends with 130 and says that it begins anew", async (command, flags) => {
    const fake = await watched(() => undefined);
    fake.stop.abort();
    const { exitCode, stdout, stderr } = await fake.run(command, ...flags);
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect(words(stderr)).toContain("it begins anew");
    const json = await fake.run(command, ...flags, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "aborted", exitCode: 130 } });
  });
});
