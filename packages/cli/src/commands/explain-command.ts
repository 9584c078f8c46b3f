import { renderExplanation } from "@headway/report";
import { type Explanation, explain, readTrail, type SubjectName } from "@headway/sync";
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { findSubject } from "../find-subject.ts";
import { configFlag, jsonFlag, storedCrmFlag, storeFlag } from "../flags.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { trailText } from "../trail-text.ts";

interface ExplainFlags extends StoreFlags {
  readonly crm: string;
  readonly json: boolean;
}

/** `headway explain deal|account|person ID`: why it reads as it does, from the store alone. */
export function explainRoutes(vendors: readonly Vendor[]) {
  return buildRouteMap({
    docs: { brief: "Say why a deal, an account or a person reads as it does, down to the evidence" },
    routes: {
      deal: explainCommand(vendors, "deal"),
      account: explainCommand(vendors, "account"),
      person: explainCommand(vendors, "person"),
    },
  });
}

function explainCommand(vendors: readonly Vendor[], subject: SubjectName) {
  return buildCommand<ExplainFlags, [string], CliContext>({
    docs: { brief: `Explain one ${subject}` },
    parameters: {
      flags: { crm: storedCrmFlag(vendors), store: storeFlag, config: configFlag, json: jsonFlag },
      positional: {
        kind: "tuple",
        parameters: [
          { brief: "Its id in the CRM, or its name if no other has it", placeholder: "ID", parse: String },
        ],
      },
    },
    func(flags, asked) {
      return finish(this, flags, () => explainOne(this, flags, subject, asked));
    },
  });
}

async function explainOne(
  context: CliContext,
  flags: ExplainFlags,
  name: SubjectName,
  asked: string,
): Promise<CommandResult> {
  const { storePath, notebookPath } = readSettings(context, flags);
  const notebook = readNotebook(notebookPath);
  return withChosenStore(context, { storePath }, async (store) => {
    const crms = flags.crm === "all" ? await store.crms() : [flags.crm];
    const { crm, subject } = await findSubject(store, crms, name, asked);
    const explanation = await explain(store, crm, subject, { notebook });
    const ref = { object: name === "person" ? ("user" as const) : name, id: subject.id };
    const trail = await readTrail(store, crm, ref, context.clock());
    const terminal = terminalOf(context.process.stdout, context.process.env);
    return {
      document: { ...explanation, sync: trail },
      text: `${renderExplanation(explanation, terminal)}${notebookLine(explanation)}${trailText(trail, terminal.columns)}`,
    };
  });
}

/** What is explained is as of the last run; what was written down since is not in it yet. */
function notebookLine({ notebookChanged }: Explanation): string {
  return notebookChanged === true
    ? "The notebook has changed since the last run; `headway sync` carries that into the CRM.\n"
    : "";
}
