import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSync, ownFields, type Store } from "@headway/sync";
import { sqliteStore } from "@headway/sync/sqlite";
import { type CanaryWatch, canaryWatch } from "./canary.ts";
import { tryCommand } from "./canary-command.ts";
import { type Trouble, troubled, troubles } from "./canary-trouble.ts";
import { canaryWorlds, now, type OpenWorld } from "./canary-worlds.ts";
import { listeningToOutput } from "./listen-to-output.ts";
import { mostTold, type SecurityPart } from "./security-part.ts";

/** Which request goes wrong, and all that follow. */
const moments = { full: [1, 2, 4, 7, 12, 20], small: [3] } as const;

/** `invariant:X1`: no credential in what is printed, thrown, reported, asked for by address or stored. */
export const canarySecrets: SecurityPart = {
  name: "canaries",
  async run(size, tell) {
    const watch = canaryWatch();
    let runs = 0;
    let failed = 0;
    for (const open of canaryWorlds) {
      for (const trouble of size === "full" ? troubles : troubles.filter((_, index) => index % 4 === 0)) {
        for (const moment of moments[size]) {
          if (!(await tryRun(watch, open, trouble, moment))) failed += 1;
          runs += 1;
          if (trouble === "none") break;
        }
      }
      tell(runs, canaryWorlds.length * troubles.length * moments[size].length);
    }
    if (size === "full") runs += await tryCommand(watch);
    const hits = watch.hits();
    const figures = {
      canaryRuns: runs,
      canaryRunsFailed: failed,
      canaryTexts: watch.looked(),
      canaryHits: hits.length,
    };
    return { figures, misses: hits.slice(0, mostTold) };
  },
};

async function tryRun(
  watch: CanaryWatch,
  open: OpenWorld,
  trouble: Trouble,
  moment: number,
): Promise<boolean> {
  let asked = 0;
  const world = await open(
    async (request, answer) => {
      asked += 1;
      watch.look(`the address of a request`, request.url);
      const spoilt = asked >= moment ? await troubled(trouble, request) : undefined;
      return spoilt ?? answer(request);
    },
    (event) => watch.lookInto(`an event of a request`, event),
  );
  for (const secret of world.secrets ?? []) watch.add(secret);
  const where = `${world.name}, ${trouble} from request ${moment}:`;
  const folder = mkdtempSync(join(tmpdir(), "headway-canary-"));
  const { result, printed } = await listeningToOutput(async () => {
    watch.lookInto(`${where} the adapter`, world.crm);
    const store = sqliteStore(join(folder, "store.db"));
    return syncOnce(watch, where, world.crm, store);
  });
  watch.look(`${where} what was printed`, printed);
  for (const name of readdirSync(folder))
    watch.look(`${where} the store`, readFileSync(join(folder, name), "latin1"));
  rmSync(folder, { recursive: true, force: true });
  await world.close();
  return result;
}

/** Everything that a run does; `false` where something of it threw. */
async function syncOnce(
  watch: CanaryWatch,
  where: string,
  crm: Parameters<typeof createSync>[0]["crm"],
  store: Store,
): Promise<boolean> {
  const steps: readonly [string, () => Promise<unknown>][] = [
    ["describe", () => crm.describe()],
    ["provisioning", () => crm.provision(ownFields.map((field) => ({ type: "create-field", field })))],
    ["a run", () => createSync({ crm, store }).run({ asOf: new Date(now).toISOString() })],
    [
      "a write",
      () => crm.push([{ type: "update", ref: { object: "deal", id: "1" }, fields: { nextStep: "x" } }]),
    ],
  ];
  let isWhole = true;
  for (const [name, step] of steps) {
    try {
      watch.lookInto(`${where} the result of ${name}`, await step());
    } catch (error) {
      isWhole = false;
      watch.lookInto(`${where} the failure of ${name}`, error);
    }
  }
  await store.close();
  return isWhole;
}
