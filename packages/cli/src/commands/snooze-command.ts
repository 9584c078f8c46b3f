import type { Snooze } from "@headway/core";
import { plainText, wrap } from "@headway/report";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { chosenPerson, personFlag } from "../chosen-person.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { findStored } from "../find-stored.ts";
import { configFlag, crmFlag, instantParser, jsonFlag, storeFlag, switchFlag } from "../flags.ts";
import { appendEntry } from "../notebook/append-entry.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";

interface SnoozeFlags extends StoreFlags {
  readonly crm: string;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly end: boolean;
  readonly as?: string | undefined;
  readonly json: boolean;
}

/** What is to wait, as typed: `deal/123`. */
interface Target {
  readonly subject: "deal" | "account";
  readonly asked: string;
}

/** `headway snooze deal/123 --reason … --until …`: something that legitimately waits is not called stalled. */
export function snoozeCommand(vendors: readonly Vendor[]) {
  return buildCommand<SnoozeFlags, [Target], CliContext>({
    docs: {
      brief: "Let a deal or an account wait for a reason, until a day; then it is judged again",
      fullDescription: `Writes an entry into the notebook; the next sync carries it into the CRM, where the deal reads "snoozed" and not "stalled".`,
    },
    parameters: {
      flags: {
        reason: {
          kind: "parsed",
          parse: String,
          brief: "Why it waits, in words the leader may read",
          placeholder: "TEXT",
          optional: true,
        },
        until: {
          kind: "parsed",
          parse: instantParser("--until"),
          brief: "The day it is judged again",
          placeholder: "DAY",
          optional: true,
        },
        end: switchFlag("End the snooze that is in force"),
        as: personFlag,
        crm: crmFlag(vendors),
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
      positional: {
        kind: "tuple",
        parameters: [
          { brief: "What waits, such as deal/123 or account/9", placeholder: "REF", parse: parseTarget },
        ],
      },
    },
    func(flags, target) {
      return finish(this, flags, () => snooze(this, flags, target));
    },
  });
}

function parseTarget(text: string): Target {
  const [, subject, asked] = /^(deal|account)\/(.+)$/.exec(text) ?? [];
  if ((subject === "deal" || subject === "account") && asked !== undefined) return { subject, asked };
  throw new ConfigError({ path: text, expected: "expected what waits, such as deal/123 or account/9" });
}

function snooze(context: CliContext, flags: SnoozeFlags, target: Target): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const wanted = wantedOf(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const crms = await chosenCrms(store, flags.crm);
    const found = await findStored(store, crms, target.subject, target.asked);
    const person = await chosenPerson(store, [found.crm], settings, flags.as);
    const { id, name } = found;
    const entry: Snooze = {
      id: `snooze/${target.subject}/${id}`,
      writtenAt: new Date(context.clock()).toISOString(),
      personId: person.subject.id,
      subject: target.subject === "deal" ? { type: "deal", dealId: id } : { type: "account", accountId: id },
      ...wanted,
    };
    appendEntry(settings.notebookPath, "snoozes", entry);
    return { document: { crm: found.crm, entry }, text: said(context, flags, target, name, entry) };
  });
}

function wantedOf({ clock }: CliContext, flags: SnoozeFlags): Pick<Snooze, "reason" | "resumeAt"> {
  const now = new Date(clock()).toISOString();
  if (flags.end) return { reason: flags.reason ?? "ended", resumeAt: now };
  if (flags.reason === undefined || flags.reason.trim() === "") {
    throw new ConfigError({ path: "--reason", expected: "expected why it waits, in words" });
  }
  if (flags.until === undefined || flags.until <= now) {
    throw new ConfigError({ path: "--until", expected: "expected a day to come, such as 2026-06-15" });
  }
  return { reason: flags.reason, resumeAt: flags.until };
}

function said(
  { process: { stdout, env } }: CliContext,
  { end }: SnoozeFlags,
  { subject }: Target,
  name: string,
  { reason, resumeAt }: Snooze,
): string {
  const what = `${subject} ${plainText(name)}`;
  const text = end
    ? `${what} is judged again from now on.`
    : `${what} waits until ${resumeAt.slice(0, 10)}: ${plainText(reason)}. Then it is judged again.`;
  const next = "Written into the notebook; `headway sync` carries it into the CRM.";
  return `${wrap(`${text} ${next}`, terminalOf(stdout, env).columns).join("\n")}\n`;
}
