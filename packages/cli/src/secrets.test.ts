import { CrmError } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { secrets } from "./secrets.ts";
import { fakeContext, memoryEnvironment, memoryVendor, stillCrm } from "./testing/fake-context.ts";

const canary = memoryEnvironment.MEMORY_TOKEN;
const commands = [
  ["sync"],
  ["provision"],
  ["doctor"],
  ["review"],
  ["explain", "deal", "1"],
  ["rules", "test"],
];

describe("invariant:X1 a secret is in no output", () => {
  it.each(commands.flatMap((command) => [[command], [[...command, "--json"]]]))(
    "%j, with everything leaking it",
    async (command) => {
      const leak = (token: string): never => {
        throw new CrmError("unavailable", {
          crm: "memory",
          message: `no answer with ${token}, ${encodeURIComponent(token)} and ${Buffer.from(token).toString("base64")}`,
          cause: new Error(token),
        });
      };
      const fake = fakeContext({ vendors: [memoryVendor(stillCrm(), leak)], env: memoryEnvironment });
      const { stdout, stderr } = await fake.run(...command);
      expect(stdout + stderr).not.toContain(canary);
      expect(stdout + stderr).not.toContain(Buffer.from(canary).toString("base64"));
    },
  );

  it.each(commands.map((command) => [command]))("%j, when all goes well", async (command) => {
    const fake = fakeContext({ vendors: [memoryVendor(stillCrm())], env: memoryEnvironment });
    await fake.run("sync");
    const { stdout, stderr } = await fake.run(...command, "--json");
    expect(stdout + stderr).not.toContain(canary);
  });

  it("blots out every form of it, and no ordinary word", () => {
    const known = secrets();
    known.add('pass"word/1');
    known.add("ab");
    const leaked = `pass"word/1 pass%22word%2F1 pass\\"word/1 ${Buffer.from('pass"word/1').toString("base64")} abbot`;
    expect(known.redact(leaked)).toBe("[secret] [secret] [secret] [secret] abbot");
  });
});
