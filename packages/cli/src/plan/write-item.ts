import { createHash } from "node:crypto";
import { type PlanItem, parsePolicy } from "@headway/core";
import type { Store } from "@headway/sync";
import { chosenPerson } from "../chosen-person.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { findStored } from "../find-stored.ts";
import { appendEntry } from "../notebook/append-entry.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import type { CommandResult } from "../output.ts";
import { readSettings } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";
import { lineWriter } from "./plan-text.ts";
import type { PlanFlags } from "./week.ts";

/** What `headway plan add` takes. */
export interface AddFlags extends PlanFlags {
  readonly question: PlanItem["question"];
  readonly what: string;
  readonly deal?: string | undefined;
  readonly account?: string | undefined;
  readonly skill?: string | undefined;
  readonly wanted?: string | undefined;
  readonly owner?: "buyer" | "seller" | undefined;
  readonly by?: string | undefined;
  readonly on?: string | undefined;
}

const dayMs = 86_400_000;
const idLength = 8;

/** Writes one item of the plan into the notebook. */
export function addItem(context: CliContext, flags: AddFlags): Promise<CommandResult> {
  checkAdd(flags);
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const crms = await chosenCrms(store, flags.crm);
    const person = await chosenPerson(store, crms, settings, flags.as);
    const now = context.clock();
    const state = await store.state(person.crm);
    const { planDays } = (state.policy ?? parsePolicy({})).goals;
    const item: PlanItem = {
      id: createHash("sha256").update(context.randomText()).digest("hex").slice(0, idLength),
      writtenAt: new Date(now).toISOString(),
      personId: person.subject.id,
      question: flags.question,
      what: flags.what,
      plannedFor: flags.on ?? new Date(now + planDays * dayMs).toISOString(),
      ...wantedOf(flags),
      ...(await aboutOf(store, person.crm, flags)),
      ...(flags.skill === undefined ? {} : { skill: flags.skill }),
    };
    appendEntry(settings.notebookPath, "planItems", item);
    return said(
      context,
      item,
      `Planned as ${item.id}: ${item.what}. \`headway plan done ${item.id}\` ends it.`,
    );
  });
}

/** Marks an item of one's own as done. Throws `ConfigError` where none or several begin with that id. */
export async function endItem(context: CliContext, flags: PlanFlags, id: string): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const items = new Map(readNotebook(settings.notebookPath).planItems.map((item) => [item.id, item]));
  const open = [...items.values()].filter(({ doneAt }) => doneAt === undefined);
  const exact = items.get(id);
  const found = exact === undefined ? open.filter((item) => item.id.startsWith(id)) : [exact];
  const [item, ...others] = found;
  if (item === undefined || others.length > 0) {
    throw new ConfigError({
      path: id,
      expected: `expected the id of one item of the plan, found ${found.length}; open are ${open.map((one) => one.id).join(", ") || "none"}`,
      remedy: "`headway plan` shows each with its id",
    });
  }
  if (item.doneAt !== undefined)
    return said(context, item, `Already done on ${item.doneAt.slice(0, 10)}: ${item.what}.`);
  const now = new Date(context.clock()).toISOString();
  const done = { ...item, writtenAt: now, doneAt: now };
  appendEntry(settings.notebookPath, "planItems", done);
  return said(
    context,
    done,
    `Done: ${item.what}. What did the customer commit to? \`headway log\` keeps it.`,
  );
}

function checkAdd({ what, wanted, owner, by, deal, account }: AddFlags): void {
  if (what.trim() === "") throw new ConfigError({ path: "--what", expected: "expected what you will do" });
  if (deal !== undefined && account !== undefined) {
    throw new ConfigError({ path: "--account", expected: "expected one of --deal and --account" });
  }
  if (wanted === undefined && (owner !== undefined || by !== undefined)) {
    throw new ConfigError({
      path: "--wanted",
      expected: "expected the commitment that is wanted, beside --owner and --by",
    });
  }
}

function wantedOf({ wanted, owner = "buyer", by }: AddFlags): Pick<PlanItem, "wanted"> {
  if (wanted === undefined) return {};
  return { wanted: { what: wanted, owner, ...(by === undefined ? {} : { dueAt: by }) } };
}

async function aboutOf(
  store: Store,
  crm: string,
  { deal, account }: AddFlags,
): Promise<Pick<PlanItem, "dealId" | "accountId">> {
  if (deal !== undefined) return { dealId: (await findStored(store, [crm], "deal", deal)).id };
  return account === undefined ? {} : { accountId: (await findStored(store, [crm], "account", account)).id };
}

function said({ process: { stdout, env } }: CliContext, item: PlanItem, text: string): CommandResult {
  const { columns } = terminalOf(stdout, env);
  return { document: { item }, text: `${lineWriter(columns)(0, text).join("\n")}\n` };
}
