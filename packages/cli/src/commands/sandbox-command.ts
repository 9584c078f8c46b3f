import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildCommand } from "@stricli/core";
import { startSandboxes, type Vendor } from "../adapters.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { demoDay, demoRecords } from "../demo-day.ts";
import { demoPolicy } from "../demo-policy.ts";
import { jsonFlag, parsePort, switchFlag } from "../flags.ts";
import { makePrivateFolder } from "../open-store.ts";
import { finish, jsonText } from "../output.ts";
import { ownCommand } from "../own-command.ts";

interface SandboxFlags {
  readonly empty: boolean;
  readonly noLimits: boolean;
  readonly ports?: readonly number[] | undefined;
  readonly json: boolean;
}

/** `headway sandbox`: every CRM's sandbox on this machine until somebody stops it. */
export function sandboxCommand(vendors: readonly Vendor[]) {
  const portNames = [...vendors.map((vendor) => vendor.crm), "page"];
  return buildCommand<SandboxFlags, [], CliContext>({
    docs: {
      brief: "Run the CRMs' sandboxes on this machine, with demo records",
      fullDescription:
        "Prints where they listen and what to export so that the other commands use them, and writes the demo records' policy to .headway/sandbox-policy.json. Ctrl-C ends them; no record is kept.",
    },
    parameters: {
      flags: {
        empty: switchFlag("Start without records"),
        noLimits: switchFlag("Count requests, refuse none for their number"),
        ports: {
          kind: "parsed",
          parse: (text) => parsePorts(text, portNames),
          brief: `Ports: ${portNames.join(",")}; 0 is any that is free (default 0 each)`,
          placeholder: portNames.map((name) => name.toUpperCase()).join(","),
          optional: true,
        },
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => serve(this, flags, portNames));
    },
  });
}

async function serve(context: CliContext, flags: SandboxFlags, portNames: readonly string[]) {
  const running = await startSandboxes({
    limits: flags.noLimits ? "off" : "real",
    ports: Object.fromEntries(portNames.map((name, index) => [name, flags.ports?.[index] ?? 0])),
    ...(flags.empty ? {} : { portfolio: demoRecords(demoDay(context.clock())) }),
  });
  const crms = context.vendors.map((vendor) => {
    const access = vendor.sandbox.access(running);
    const environment = Object.entries(vendor.sandbox.credentials(access)).map(
      ([name, value]) => [vendor.environment[name] ?? name, value] as const,
    );
    return {
      crm: vendor.crm,
      title: vendor.title,
      url: access.url,
      environment: Object.fromEntries(environment),
    };
  });
  const policyPath = flags.empty ? null : writePolicy(context.directory);
  const document = { pageUrl: running.pageUrl, policyPath, crms };
  context.process.stdout.write(flags.json ? jsonText(document) : sandboxText(document));
  await aborted(context.signal);
  await running.close();
  return { text: "The sandboxes have ended; no record was kept.\n" };
}

/** The rules that know how the demo's company records what buyers do; without them little is seen. */
function writePolicy(directory: string): string {
  const path = join(".headway", "sandbox-policy.json");
  makePrivateFolder(join(directory, dirname(path)));
  writeFileSync(join(directory, path), `${JSON.stringify(demoPolicy, null, 2)}\n`, { mode: 0o600 });
  return path;
}

interface SandboxDocument {
  readonly pageUrl: string;
  /** The demo records' own policy, as a path from here; `null` without records. */
  readonly policyPath: string | null;
  readonly crms: readonly {
    readonly title: string;
    readonly url: string;
    readonly environment: Readonly<Record<string, string>>;
  }[];
}

/** The credentials here are the sandbox's own, open nothing else, and are meant to be seen. */
function sandboxText({ pageUrl, policyPath, crms }: SandboxDocument): string {
  const addresses = crms.map(({ title, url }) => `${title.padEnd(12)}${url}`);
  const variables = crms.flatMap(({ environment }) =>
    Object.entries(environment).map(([name, value]) => `export ${name}=${value}`),
  );
  return `${[
    ...addresses,
    `${"Look".padEnd(12)}${pageUrl}`,
    "",
    "In another terminal:",
    ...variables,
    `${ownCommand} provision --yes`,
    `${ownCommand} sync${policyPath === null ? "" : ` --policy ${policyPath}`}`,
    `${ownCommand} review`,
    "",
    "Ctrl-C ends them; no record is kept.",
  ].join("\n")}\n`;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function parsePorts(text: string, names: readonly string[]): number[] {
  const ports = text.split(",").map((each) => parsePort(each.trim()));
  if (ports.length === names.length) return ports;
  throw new ConfigError({ path: "--ports", expected: `expected ${names.length} ports: ${names.join(",")}` });
}
