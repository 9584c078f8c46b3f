import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { signedHeaders } from "@headway/hubspot/webhooks";
import { demoPortfolio, startSandbox } from "@headway/sandbox";
import { ownFields } from "@headway/sync";
import { describe, expect, it } from "vitest";
import { startPostgres } from "../postgres/start-postgres.ts";
import { workspaceFolder } from "../proof-folder.ts";

/** Starts an example as its own `start` script does, with this Node. */
function start(example: string, environment: Readonly<Record<string, string>>): ChildProcess {
  const cwd = join(workspaceFolder, "examples", example);
  const env = { PATH: process.env.PATH, ...environment };
  return spawn(process.execPath, ["--conditions=@headway/source", "main.ts"], { cwd, env });
}

async function* linesOf({ stdout }: ChildProcess): AsyncGenerator<string, string> {
  if (stdout !== null) yield* createInterface({ input: stdout });
  return "";
}

async function nextLine(lines: AsyncGenerator<string, string>): Promise<string> {
  return (await lines.next()).value;
}

describe("examples/webhook-server", () => {
  it("answers 200 once a signed notice is stored, and 401 to a wrong signature", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headway-webhooks-"));
    const secret = "the-app-secret";
    const server = start("webhook-server", {
      HUBSPOT_CLIENT_SECRET: secret,
      PUBLIC_URL: "https://hooks.example.com",
      HUBSPOT_ACCOUNT_IDS: "12345678",
      HUBSPOT_ACCESS_TOKEN: "token",
      HEADWAY_STORE: join(folder, "store.db"),
      PORT: "0",
    });
    const said: string[] = [];
    server.stderr?.on("data", (text) => said.push(String(text)));
    try {
      const lines = linesOf(server);
      const first = await nextLine(lines);
      expect(first, said.join("")).toMatch(/^listening on \d+$/);
      const port = first.replace("listening on ", "");
      const notice = { eventId: 1, subscriptionType: "deal.propertyChange", portalId: 12345678, objectId: 5 };
      const body = JSON.stringify([{ ...notice, occurredAt: Date.now(), appId: 1, subscriptionId: 1 }]);
      const uri = "https://hooks.example.com/";
      const post = async (clientSecret: string): Promise<number> => {
        const headers = await signedHeaders({ clientSecret, uri, body, at: Date.now() });
        return (await fetch(`http://localhost:${port}/`, { method: "POST", headers, body })).status;
      };
      expect(await post("another-secret")).toBe(401);
      expect(await nextLine(lines)).toMatch(/^refused: /);
      expect(await post(secret)).toBe(200);
      expect(await nextLine(lines)).toBe("stored: 1 to read, 0 to forget");
    } finally {
      server.kill();
      await rm(folder, { recursive: true });
    }
  });
});

describe("examples/aws-lambda", () => {
  it("makes a run on Postgres and says what it came to; the second writes nothing", async () => {
    const sandbox = await startSandbox();
    sandbox.hubspot.sandbox.loadPortfolio(demoPortfolio({ seed: 1, asOf: new Date().toISOString() }));
    const { accessToken, url: origin } = sandbox.hubspot;
    const steps = ownFields.map((field) => ({ type: "create-field" as const, field }));
    await hubspotFetch({ accessToken, origin }).provision(steps);
    const postgres = await startPostgres();
    const invoke = async (): Promise<unknown> => {
      const lambda = start("aws-lambda", {
        HEADWAY_POSTGRES_URL: postgres.url,
        HUBSPOT_ACCESS_TOKEN: accessToken,
        HUBSPOT_BASE_URL: origin,
      });
      return JSON.parse(await nextLine(linesOf(lambda)));
    };
    try {
      expect(await invoke()).toMatchObject({ written: { deal: 60 }, refused: 0 });
      expect(await invoke()).toMatchObject({ written: {}, refused: 0 });
    } finally {
      await postgres.stop();
      await sandbox.close();
    }
  });
});
