import { join } from "node:path";
import { emptyNotebook } from "@headway/core";
import type { MemoryCrm } from "@headway/crm/memory";
import { ownFields } from "@headway/sync";
import { sqliteStore } from "@headway/sync/sqlite";
import { readConfig } from "../config-file.ts";
import { openAccess } from "../serve/access.ts";
import type { Answer, ServedRequest } from "../serve/answer.ts";
import { answerRequest, type ServedDesk } from "../serve/answer-request.ts";
import { inTurn } from "../serve/in-turn.ts";
import { liveStore } from "../serve/live-store.ts";
import { openCrms } from "../serve/open-crms.ts";
import { thisWorker } from "../this-worker.ts";
import { type FakeContext, fakeContext, memoryEnvironment, memoryVendor, stillCrm } from "./fake-context.ts";

/** A synced store with one deal, and the pages over it without a socket. */
export interface ServedReview {
  readonly crm: MemoryCrm;
  readonly cli: FakeContext;
  readonly deal: string;
  readonly account: string;
  readonly desk: ServedDesk;
  /** A request as the server's own pages send it; what is given overrides it. */
  ask(target: string, over?: Partial<ServedRequest>): Promise<Answer>;
  /** A form as a browser sends it from a page of this server, with the page's own hidden fields. */
  send(
    target: string,
    answers: Readonly<Record<string, string>>,
    over?: Partial<ServedRequest>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

const place = { host: "127.0.0.1", port: 4173 };
const host = "127.0.0.1:4173";
const csrf = "csrf-of-this-server";

/** Makes one; `name` is the deal's. */
export async function servedReview(name = "Alpha roll-out"): Promise<ServedReview> {
  const crm = stillCrm();
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const account = await crm.backend.create("account", { name: "Alpha Ltd" });
  const links = [{ object: "account", id: account } as const];
  const deal = await crm.backend.create("deal", { name }, { links });
  const cli = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
  await cli.run("sync");
  const store = sqliteStore(join(cli.directory, ".headway", "headway.db"));
  const { context } = cli;
  const desk: ServedDesk = {
    ...openCrms(context, readConfig(context.directory, undefined, context.vendors)),
    live: liveStore(store, () => emptyNotebook),
    readNotebook: () => emptyNotebook,
    clock: context.clock,
    signal: context.signal,
    worker: thisWorker,
    inTurn: inTurn(),
    csrf,
    place: () => place,
    access: openAccess,
    viewer: { type: "leader" },
    redact: (text) => context.secrets.redact(text),
  };
  const ask: ServedReview["ask"] = (target, over = {}) =>
    answerRequest(desk, { method: "GET", target, headers: { host }, body: "", ...over });
  return {
    crm,
    cli,
    deal,
    account,
    desk,
    ask,
    send: (target, answers, over = {}) => {
      const at = new Date(context.clock()).toISOString();
      return ask(target, {
        method: "POST",
        headers: { host, origin: `http://${host}`, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrf, at, ...answers }).toString(),
        ...over,
      });
    },
    close: () => store.close(),
  };
}
