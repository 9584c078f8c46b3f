import type { OpenStore } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { chosenPerson, personFlag } from "../chosen-person.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { configFlag, jsonFlag, parsePort, storeFlag, switchFlag } from "../flags.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import { type CommandResult, finish, jsonText } from "../output.ts";
import { openAccess, tokenAccess } from "../serve/access.ts";
import { answerRequest, type ServedDesk } from "../serve/answer-request.ts";
import { listen } from "../serve/http-server.ts";
import { inTurn } from "../serve/in-turn.ts";
import { liveStore } from "../serve/live-store.ts";
import { openCrms } from "../serve/open-crms.ts";
import { bracketed, isLoopback } from "../serve/refuse-foreign.ts";
import type { ServedViewer } from "../serve/review-page.ts";
import { readSettings, type Settings, type StoreFlags } from "../settings.ts";
import { thisWorker } from "../this-worker.ts";

interface ServeFlags extends StoreFlags {
  readonly port: number;
  readonly host: string;
  readonly login: boolean;
  readonly as?: string | undefined;
  readonly json: boolean;
}

/** `headway serve`: the review live in a browser, with search, reasons and forms that log evidence. */
export function serveCommand(vendors: readonly Vendor[]) {
  return buildCommand<ServeFlags, [], CliContext>({
    docs: {
      brief: "Show the review in a browser on this machine: search, reasons, and forms that log evidence",
      fullDescription: `Reads the store and follows every \`headway sync\`; what is logged goes to ${vendors.map(({ title }) => title).join(" or ")} by way of the store's outbox. Only this machine reaches it. With --host others do: then it asks for a login that is printed here and works once; put a proxy with TLS before it. Ctrl-C ends it.`,
    },
    parameters: {
      flags: {
        port: {
          kind: "parsed",
          parse: parsePort,
          brief: "The port; 0 is any that is free",
          placeholder: "PORT",
          default: "4173",
        },
        host: {
          kind: "parsed",
          parse: parseHost,
          brief: "The address to listen on; beyond 127.0.0.1 a login is needed",
          placeholder: "ADDRESS",
          default: "127.0.0.1",
        },
        login: switchFlag("Ask for a login on this machine too, where other people use it"),
        as: { ...personFlag, brief: "Show the review of this seller: an id or name among the CRM's users" },
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => serve(this, flags));
    },
  });
}

function parseHost(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (/^[a-z0-9.:-]{1,253}$/.test(bare)) return bare;
  throw new ConfigError({ path: "--host", expected: "expected an address or the name of this machine" });
}

async function serve(context: CliContext, flags: ServeFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const viewer = await viewerOf(store, settings, flags.as);
    const access = isLoopback(flags.host) && !flags.login ? openAccess : tokenAccess(context.randomText);
    let { port } = flags;
    const desk: ServedDesk = {
      ...openCrms(context, settings.config),
      live: liveStore(store, () => readNotebook(settings.notebookPath)),
      readNotebook: () => readNotebook(settings.notebookPath),
      clock: context.clock,
      signal: context.signal,
      worker: thisWorker,
      inTurn: inTurn(),
      csrf: context.randomText(),
      place: () => ({ host: flags.host, port }),
      access,
      viewer,
      redact: (text) => context.secrets.redact(text),
    };
    const server = await listen({ host: flags.host, port }, (request) => answerRequest(desk, request)).catch(
      cannotListen,
    );
    port = server.port;
    try {
      sayWhere(context, flags, { port, loginPath: access.loginPath });
      await aborted(context.signal);
    } finally {
      await server.close();
    }
    return { text: "The server has ended; the store and the CRM stay as they are.\n" };
  });
}

/** A seller's own view where one is named; else deals and accounts, and people as the policy allows. */
async function viewerOf(
  store: OpenStore,
  settings: Settings,
  asked: string | undefined,
): Promise<ServedViewer> {
  if (asked === undefined) return { type: "leader" };
  const { subject } = await chosenPerson(store, await store.crms(), settings, asked);
  return { type: "rep", personId: subject.id };
}

/** The login address is for this terminal alone; with `--json` it is part of the one document. */
function sayWhere(
  { process: { stdout, stderr } }: CliContext,
  { host, json }: ServeFlags,
  { port, loginPath }: { readonly port: number; readonly loginPath: string | null },
): void {
  const url = `http://${bracketed(host)}:${port}`;
  const loginUrl = loginPath === null ? null : `${url}${loginPath}`;
  if (json) stdout.write(jsonText({ url, loginUrl }));
  else if (loginUrl === null) stdout.write(`The review is at ${url}/\nCtrl-C ends it.\n`);
  else
    stdout.write(
      `The review is at ${url}/\nLog in once, in the browser that is to see it: ${loginUrl}\nCtrl-C ends it.\n`,
    );
  if (!isLoopback(host)) {
    stderr.write(
      "warning: others on the network can reach this server, and what it sends is not encrypted; put a proxy with TLS before it\n",
    );
  }
}

function cannotListen(error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  throw new ConfigError({
    path: "--port",
    expected: `expected an address and a port that are free (${code})`,
    remedy: "End what listens there, or name another with --port; 0 takes any that is free",
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
