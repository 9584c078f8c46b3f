import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config-file.ts";
import { findCredentials } from "./credentials.ts";
import { fakeContext, memoryVendor } from "./testing/fake-context.ts";

const vendors = [memoryVendor()];
const canary = "canary-secret-0123456789";

function writeConfig(content: unknown, mode = 0o600): { directory: string; path: string } {
  const { directory } = fakeContext();
  mkdirSync(join(directory, ".headway"));
  const path = join(directory, ".headway", "config.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content), { mode });
  chmodSync(path, mode);
  return { directory, path };
}

describe("the config file", () => {
  it("is read from its usual place, and may be absent", () => {
    const { directory, path } = writeConfig({
      store: "a.db",
      hosts: ["crm.example"],
      memory: { accessToken: canary },
    });
    expect(readConfig(directory, undefined, vendors)).toEqual({
      store: "a.db",
      policy: undefined,
      hosts: ["crm.example"],
      credentials: { memory: { accessToken: canary } },
      variables: {},
      path,
    });
    expect(readConfig(fakeContext().directory, undefined, vendors).path).toBeNull();
  });

  it.each([0o644, 0o640, 0o604, 0o660])(
    "invariant:X10 is refused with mode %i, with the command that mends it",
    (mode) => {
      const { directory, path } = writeConfig({}, mode);
      expect(() => readConfig(directory, undefined, vendors)).toThrow(mode.toString(8));
      try {
        readConfig(directory, undefined, vendors);
      } catch (error) {
        expect(error).toMatchObject({ details: { remedy: `Run \`chmod 600 ${path}\`` } });
      }
    },
  );

  it("invariant:X10 is refused as a link", () => {
    const { directory, path } = writeConfig({});
    symlinkSync(path, join(directory, "link.json"));
    expect(() => readConfig(directory, "link.json", vendors)).toThrow("found a link");
  });

  it.each<[string, unknown, string]>([
    ["an unknown key", { shop: 1 }, "unknown `shop`"],
    ["an unknown credential", { memory: { accessToken: canary, pass: canary } }, "unknown `memory.pass`"],
    ["a credential of another type", { memory: { accessToken: 5 } }, "`memory.accessToken` expected a text"],
    [
      "a reference to no variable",
      { memory: { accessToken: { fromEnvironment: "a b" } } },
      "`memory.accessToken` expected a text",
    ],
    ["a host that is none", { hosts: ["https://x.example"] }, "`hosts.0` expected a host name"],
    ["an empty path", { store: "" }, "`store` expected a text that is not empty"],
    ["no JSON", `{"memory": {"accessToken": "${canary}"`, "expected JSON"],
    ["a list", [], "the file: expected an object with `store`"],
    ["a prototype", '{"__proto__": {"x": 1}, "store": 3}', "`store` expected a text"],
  ])("invariant:X1 names what is off without quoting it: %s", (_, content, expected) => {
    const { directory } = writeConfig(content);
    const read = () => readConfig(directory, undefined, vendors);
    expect(read).toThrow(expected);
    expect(read).not.toThrow(canary);
  });
});

describe("credentials", () => {
  const vendor = memoryVendor();

  it("come from the environment before the config file, and are never mixed", () => {
    const { directory } = writeConfig({
      memory: { accessToken: "from-file-123", baseUrl: "https://memory.example" },
    });
    const config = readConfig(directory, undefined, vendors);
    const { context } = fakeContext({ env: { MEMORY_TOKEN: "from-env-123" } });
    expect(findCredentials(context, config, vendor)).toMatchObject({
      credentials: { accessToken: "from-env-123" },
      from: "environment",
    });
    expect(findCredentials(context, config, vendor)?.credentials).not.toHaveProperty("baseUrl");
    expect(findCredentials(fakeContext().context, config, vendor)).toMatchObject({
      credentials: { accessToken: "from-file-123" },
      from: config.path,
    });
  });

  it("name the variable that is missing", () => {
    const { context } = fakeContext({ env: { MEMORY_URL: "https://memory.example" } });
    const config = readConfig(context.directory, undefined, vendors);
    expect(() => findCredentials(context, config, vendor)).toThrow("`MEMORY_TOKEN`: expected a text");
  });

  it.each([
    ["https://evil.example", "MEMORY_URL"],
    ["http://memory.example", "MEMORY_URL"],
  ])("invariant:X6 are not sent to %s", (url, expected) => {
    const { context } = fakeContext({ env: { MEMORY_TOKEN: canary, MEMORY_URL: url } });
    const config = readConfig(context.directory, undefined, vendors);
    expect(() => findCredentials(context, config, vendor)).toThrow(expected);
  });
});
