import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { ConfigError } from "./config-error.ts";
import { terminalPrompts } from "./prompts.ts";

function terminal() {
  const input = new PassThrough();
  const output = new PassThrough();
  const stop = new AbortController();
  let shown = "";
  output.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
  });
  return { input, stop, prompts: terminalPrompts({ input, output, stop }), shown: () => shown };
}

describe("questions on a terminal", () => {
  it("give the line that was typed, trimmed", async () => {
    const { input, prompts, shown } = terminal();
    const answer = prompts.ask("Which CRM?");
    input.write("  hubspot \n");
    expect(await answer).toBe("hubspot");
    expect(shown()).toContain("Which CRM? ");
  });

  it.each([
    ["y", true],
    ["YES", true],
    ["", false],
    ["yep", false],
  ])("take %j for %s", async (typed, expected) => {
    const { input, prompts } = terminal();
    const answer = prompts.confirm("Write it?");
    input.write(`${typed}\n`);
    expect(await answer).toBe(expected);
  });

  it("show nothing of what is hidden (invariant:X1)", async () => {
    const { input, prompts, shown } = terminal();
    const answer = prompts.askHidden("Access token");
    input.write("pat-na1-canary\n");
    expect(await answer).toBe("pat-na1-canary");
    expect(shown()).toContain("Access token");
    expect(shown()).not.toContain("canary");
  });

  it("end with a stop when the person stops, and with a word when the input ends", async () => {
    const stopped = terminal();
    const first = stopped.prompts.ask("Which CRM?");
    stopped.stop.abort();
    await expect(first).rejects.toMatchObject({ name: "AbortError" });
    const closed = terminal();
    const second = closed.prompts.ask("Which CRM?");
    closed.input.end();
    await expect(second).rejects.toSatisfy(ConfigError.is);
  });
});
