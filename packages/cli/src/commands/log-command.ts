import { plainText, wrap } from "@headway/report";
import type { LogOutcome, OpenStore } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { closestTo } from "../closest-to.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { requireCredentials } from "../credentials.ts";
import { exitCodes } from "../failure.ts";
import { configFlag, crmFlag, jsonFlag, parseInstant, storeFlag } from "../flags.ts";
import { askAnswers } from "../log/ask-answers.ts";
import { checkAnswers } from "../log/check-answers.ts";
import { type FoundRecord, findRecord } from "../log/find-record.ts";
import { logAnswers, minuteOf } from "../log/log-answers.ts";
import { type LogAnswers, type LogKind, logKinds } from "../log/log-kind.ts";
import { isAllWritten, loggedWords, outcomeWords } from "../log/outcome-words.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type Settings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";
import { thisWorker } from "../this-worker.ts";

interface LogFlags extends StoreFlags, LogAnswers {
  readonly crm: string;
  readonly at?: string | undefined;
  readonly contact?: string | undefined;
  readonly meeting?: string | undefined;
  readonly person?: string | undefined;
  readonly json: boolean;
}

const answerBriefs = {
  verdict: "How the meeting ended: advance, continuation, order, no-sale",
  what: "What the buyer will do, or what we promise",
  buyer: "Who on the buyer's side does it",
  by: "By which day, such as 2026-05-12",
  quote: "The buyer's own words, as said",
  from: "Who thanked or introduced: client (default) or us",
  topic: "What the thanks or the introduction is about",
  benefit: "The benefit the client confirmed: cash-flow, profit, new-customers or another",
  reason: "Why we advised not to buy, or the facts behind a decision",
  about: "What the buyer's words are about: need, motivation, help",
  decision: "The decision about the account: active, a-list, pursuit-paused, painful",
  status: "A promise of ours: made (default) or kept, by the client's word",
} as const;

const answerNames = Object.keys(answerBriefs) as (keyof typeof answerBriefs)[];

const textFlag = (brief: string, placeholder: string) =>
  ({ kind: "parsed", parse: String, brief, placeholder, optional: true }) as const;

const answerFlags = Object.fromEntries(
  answerNames.map((name) => [name, textFlag(answerBriefs[name], name.toUpperCase())]),
) as Record<keyof typeof answerBriefs, ReturnType<typeof textFlag>>;

const placeFlags = {
  at: {
    kind: "parsed",
    parse: (given: string) => parseInstant(given),
    brief: "When it happened, a day or an instant (default now, to the minute)",
    placeholder: "INSTANT",
    optional: true,
  },
  contact: textFlag("The contact who said it, by id in the CRM", "ID"),
  meeting: textFlag("The meeting the verdict is about, by id (default the latest one of the deal)", "ID"),
  person: textFlag("Who logs it, by the CRM's id of the owner or user", "ID"),
} as const;

const kindNames = logKinds.map(({ name }) => name).join(", ");

/** `headway log RECORD [KIND]`: what a meeting came to, in the CRM within seconds. */
export function logCommand(vendors: readonly Vendor[]) {
  return buildCommand<LogFlags, [string, string?], CliContext>({
    docs: {
      brief: "Log what a meeting came to: the verdict, what the buyer will do, who, by when",
      fullDescription: `Kinds: ${kindNames}. On a terminal, what is left out is asked for. It is kept in the CRM as a done task, by way of the store's outbox, so that nothing is lost offline and the same entry twice is one task. For example: headway log deal/123 --verdict advance --buyer "Dana" --what "returns the redlines" --by 2026-05-12; headway log "Acme" thanks --quote "You saved our week". Exit code 1 says that the CRM does not hold all of it yet.`,
    },
    parameters: {
      flags: {
        ...answerFlags,
        ...placeFlags,
        crm: crmFlag(vendors),
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
      positional: {
        kind: "tuple",
        parameters: [
          {
            brief: "deal/ID, account/ID, the address of its page, or its name",
            placeholder: "RECORD",
            parse: String,
          },
          {
            brief: `What is logged: ${kindNames} (default meeting)`,
            placeholder: "KIND",
            parse: String,
            optional: true,
          },
        ],
      },
    },
    func(flags, record, kind) {
      return finish(this, flags, () => log(this, flags, record, kindNamed(kind ?? "meeting")));
    },
  });
}

function kindNamed(name: string): LogKind {
  const found = logKinds.find((kind) => kind.name === name);
  if (found !== undefined) return found;
  const names = logKinds.map((kind) => kind.name);
  throw new ConfigError({
    path: "KIND",
    expected: `expected ${names.join(", ")}`,
    remedy: `The closest is \`${closestTo(name, names, 1)[0] ?? "meeting"}\``,
  });
}

async function log(
  context: CliContext,
  flags: LogFlags,
  asked: string,
  kind: LogKind,
): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const found = await findRecord(store, await chosenCrms(store, flags.crm), asked);
    const at = flags.at ?? minuteOf(context.clock());
    refuseAhead(at, context.clock());
    const answers = await answersOf(context, flags, kind, at.slice(0, 10));
    return send(context, { settings, store, found, kind, flags, answers, at });
  });
}

/** What has not happened counts nowhere, so it is not logged; neither is what a slip of the pen put into another century. */
function refuseAhead(at: string, nowMs: number): void {
  const atMs = Date.parse(at);
  if (atMs <= nowMs + 60_000 && atMs >= firstLoggedMs) return;
  throw new ConfigError({
    path: "--at",
    expected: `expected when it happened, between ${new Date(firstLoggedMs).toISOString().slice(0, 10)} and now`,
  });
}

const firstLoggedMs = Date.UTC(2000, 0, 1);

/** From the flags; on a terminal without any of them, from the person. Checked either way. */
async function answersOf(
  context: CliContext,
  flags: LogFlags,
  kind: LogKind,
  today: string,
): Promise<LogAnswers> {
  const given = Object.fromEntries(
    answerNames.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]])),
  );
  const { isInteractive } = terminalOf(context.process.stdout, context.process.env);
  const asks = Object.keys(given).length === 0 && isInteractive && !flags.json;
  const checked = checkAnswers(kind, asks ? await askAnswers(context, kind, today) : given, today);
  if (checked.status === "fit") return checked.answers;
  const [first, ...others] = checked.problems;
  throw new ConfigError({
    path: `--${first?.name}`,
    expected: [first?.expected, ...others.map(({ name, expected }) => `--${name}: ${expected}`)].join("; "),
    remedy: "Nothing was logged. `headway log --help` has the kinds with their flags",
  });
}

interface Sending {
  readonly settings: Settings;
  readonly store: OpenStore;
  readonly found: FoundRecord;
  readonly kind: LogKind;
  readonly flags: LogFlags;
  readonly answers: LogAnswers;
  readonly at: string;
}

async function send(context: CliContext, sending: Sending): Promise<CommandResult> {
  const { settings, store, found, kind, flags, answers, at } = sending;
  const [credentials] = requireCredentials(context, settings.config, found.crm);
  if (credentials === undefined) throw new ConfigError({ path: found.crm, expected: "expected credentials" });
  const { vendor } = credentials;
  const crm = vendor.open(credentials.credentials);
  const { clock, signal } = context;
  const outcomes = await logAnswers(
    { store, crm, clock, signal, worker: thisWorker() },
    { found, kind, answers, at, personId: flags.person, contactId: flags.contact, meetingId: flags.meeting },
  );
  const { object, id, name } = found.record;
  return {
    document: { crm: found.crm, ref: { object, id }, name, at, outcomes },
    text: logText(context, found, vendor, outcomes),
    exitCode: isAllWritten(outcomes) ? exitCodes.done : exitCodes.incomplete,
  };
}

function logText(
  { process: { stdout, env } }: CliContext,
  { record }: FoundRecord,
  { title }: Vendor,
  outcomes: readonly LogOutcome[],
): string {
  const { columns } = terminalOf(stdout, env);
  const about = `${record.object} ${record.id}${record.name === null ? "" : `, ${record.name}`}`;
  const lines = outcomes.flatMap((outcome) => [
    ...wrap(plainText(`- ${loggedWords(outcome)}`), columns),
    ...wrap(plainText(outcomeWords(outcome, title)), columns - 2).map((text) => `  ${text}`),
  ]);
  const counted = isAllWritten(outcomes) ? ["It counts in the numbers from the next `headway sync` on."] : [];
  return `${[...wrap(plainText(`Logged about ${about} (${title}):`), columns), ...lines, ...counted].join("\n")}\n`;
}
