import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hubspotSandbox, salesforceSandbox, startSandbox } from "@headway/sandbox";
import { workspaceFolder } from "../../proof-folder.ts";
import { type CanaryWatch, canaries } from "./canary.ts";
import { type Trouble, troubled } from "./canary-trouble.ts";

const entry = join(workspaceFolder, "packages", "cli", "src", "main.ts");
const kinds: readonly Trouble[] = ["none", "echo-401", "echo-400", "echo-500", "reset", "html"];
const commands = [["doctor"], ["sync"], ["sync", "--json"], ["provision", "--apply"]] as const;

/** The command itself, as a person runs it, through success and failures; gives how often it ran. */
export async function tryCommand(watch: CanaryWatch): Promise<number> {
  let runs = 0;
  for (const trouble of kinds) {
    for (const inputs of commands) {
      await tryOne(watch, trouble, inputs);
      runs += 1;
    }
  }
  return runs;
}

async function tryOne(watch: CanaryWatch, trouble: Trouble, inputs: readonly string[]): Promise<void> {
  let asked = 0;
  const spoiling = (answer: (request: Request) => Promise<Response>) => async (request: Request) => {
    asked += 1;
    watch.look("the address of a request of the command", request.url);
    return (asked > 3 ? await troubled(trouble, request) : undefined) ?? answer(request);
  };
  const hubspot = hubspotSandbox({ accessToken: canaries.hubspotToken, limits: "off" });
  const salesforce = salesforceSandbox({
    limits: "off",
  });
  const running = await startSandbox({
    hubspot: { ...hubspot, fetch: spoiling(hubspot.fetch) },
    salesforce: { ...salesforce, fetch: spoiling(salesforce.fetch) },
  });
  watch.add(salesforce.clientSecret);
  watch.add(salesforce.accessToken);
  const folder = mkdtempSync(join(tmpdir(), "headway-command-"));
  const env = {
    HUBSPOT_ACCESS_TOKEN: canaries.hubspotToken,
    HUBSPOT_BASE_URL: running.hubspot.url,
    SALESFORCE_INSTANCE_URL: running.salesforce.url,
    SALESFORCE_CLIENT_ID: salesforce.clientId,
    SALESFORCE_CLIENT_SECRET: salesforce.clientSecret,
  };
  const where = `headway ${inputs.join(" ")}, ${trouble}:`;
  const { argv, printed } = await runCommand(folder, env, inputs);
  watch.look(`${where} what it printed`, printed);
  watch.look(`${where} how it was called`, argv);
  lookThrough(watch, where, folder);
  rmSync(folder, { recursive: true, force: true });
  await running.close();
}

function lookThrough(watch: CanaryWatch, where: string, folder: string): void {
  for (const entryOf of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entryOf.isFile())
      watch.look(
        `${where} the file ${entryOf.name}`,
        readFileSync(join(entryOf.parentPath, entryOf.name), "latin1"),
      );
  }
}

function runCommand(
  folder: string,
  env: Readonly<Record<string, string>>,
  inputs: readonly string[],
): Promise<{ argv: string; printed: string }> {
  const child = spawn(process.execPath, ["--conditions=@headway/source", entry, ...inputs], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
  let printed = "";
  const keep = (text: Buffer): void => {
    printed += text.toString("latin1");
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve({ argv: child.spawnargs.join(" "), printed }));
  });
}
