import { coachingQueue, coachingReview } from "@headway/core";
import type { StoreAssessment } from "@headway/sync/portfolio";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { assessedStore } from "../assessed-store.ts";
import { chosenPerson } from "../chosen-person.ts";
import { withChosenStore } from "../chosen-store.ts";
import { queueText, sheetText } from "../coach-text.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, parseRows, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type Settings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";
import { subjectNames } from "../subject-names.ts";

interface CoachFlags extends StoreFlags {
  readonly crm: string;
  readonly as?: string | undefined;
  readonly person?: string | undefined;
  readonly rows: number;
  readonly json: boolean;
}

/** `headway coach`: the queue of deals and accounts; with a person the sheet of stated goals. */
export function coachCommand(vendors: readonly Vendor[]) {
  return buildCommand<CoachFlags, [], CliContext>({
    docs: {
      brief: "Show what to coach this week: deals and accounts that wait for an advance, never people",
      fullDescription:
        "Who sees which names is the policy's: people.leaderView. A sheet of goals is its owner's; a leader sees it only where the policy names a written basis.",
    },
    parameters: {
      flags: {
        as: {
          kind: "parsed",
          parse: String,
          brief: "Your own sheet: stated goals and the progress on them",
          placeholder: "PERSON",
          optional: true,
        },
        person: {
          kind: "parsed",
          parse: String,
          brief: "Somebody's sheet as a leader sees it: withheld unless the policy allows it",
          placeholder: "PERSON",
          optional: true,
        },
        rows: {
          kind: "parsed",
          parse: parseRows,
          brief: "Entries of each list",
          placeholder: "N",
          default: "8",
        },
        crm: crmFlag(vendors),
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => coach(this, flags));
    },
  });
}

async function coach(context: CliContext, flags: CoachFlags): Promise<CommandResult> {
  if (flags.as !== undefined && flags.person !== undefined) {
    throw new ConfigError({ path: "--person", expected: "expected one of --as and --person" });
  }
  const settings = readSettings(context, flags);
  const named = flags.as ?? flags.person;
  if (named !== undefined) return sheet(context, flags, settings, named);
  const asOf = new Date(context.clock()).toISOString();
  const found = await assessedStore(context, settings, { title: "coach", crm: flags.crm, asOf });
  const queues = found.map((one) => ({ crm: one.crm, queue: coachingQueue(one) }));
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  const text = found.map((one, index) => {
    const queue = queues[index]?.queue ?? coachingQueue(one);
    return queueText(one.crm, queue, { names: subjectNames(one.portfolio), columns, rows: flags.rows });
  });
  return { document: { queues }, text: text.join("\n") };
}

async function sheet(
  context: CliContext,
  flags: CoachFlags,
  settings: Settings,
  named: string,
): Promise<CommandResult> {
  const { crm, subject } = await withChosenStore(context, settings, async (store) =>
    chosenPerson(
      store,
      await chosenCrms(store, flags.crm),
      settings,
      named,
      flags.as === undefined ? "--person" : "--as",
    ),
  );
  const asOf = new Date(context.clock()).toISOString();
  const [assessed] = await assessedStore(context, settings, { title: "coach", crm, asOf });
  if (assessed === undefined) return { text: "" };
  const review = sheetOf(assessed, subject.id, flags.as === undefined ? "leader" : "self");
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  return { document: { crm, review }, text: sheetText(review, subjectNames(assessed.portfolio), columns) };
}

function sheetOf(assessed: StoreAssessment, personId: string, reader: "self" | "leader") {
  return coachingReview({ ...assessed, personId, reader });
}
