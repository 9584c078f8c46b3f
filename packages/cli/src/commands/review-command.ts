import { loadReviewData, type ReviewData, renderReview, teamTotals } from "@headway/report";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, parseRows, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";

interface ReviewFlags extends StoreFlags {
  readonly crm: string;
  readonly rows: number;
  readonly namePeople: boolean;
  readonly json: boolean;
}

/** `headway review`: the weekly review, from the store alone. */
export function reviewCommand(vendors: readonly Vendor[]) {
  return buildCommand<ReviewFlags, [], CliContext>({
    docs: { brief: "Show the weekly review: what is ahead first, results last" },
    parameters: {
      flags: {
        crm: crmFlag(vendors),
        rows: {
          kind: "parsed",
          parse: parseRows,
          brief: "Rows of each list",
          placeholder: "N",
          default: "8",
        },
        namePeople: {
          kind: "boolean",
          brief: "Show effort by person: for themselves, or where a written basis allows it",
          default: false,
          withNegated: false,
        },
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => review(this, flags));
    },
  });
}

async function review(context: CliContext, flags: ReviewFlags): Promise<CommandResult> {
  const { storePath } = readSettings(context, flags);
  const reviews = await withChosenStore(context, { storePath }, async (store) => {
    const loaded: ReviewData[] = [];
    for (const crm of await store.crms()) {
      if (flags.crm === "all" || flags.crm === crm) loaded.push(await loadReviewData(store, crm));
    }
    return loaded;
  });
  if (reviews.length === 0) {
    throw new ConfigError({
      path: "--crm",
      expected: `expected a CRM that the store ${storePath} knows`,
      remedy: "Run `headway sync` for it first",
    });
  }
  const terminal = terminalOf(context.process.stdout, context.process.env);
  const shown = { limit: flags.rows, namePeople: flags.namePeople };
  return {
    document: { reviews: reviews.map((data) => (flags.namePeople ? data : withoutPeople(data))) },
    text: reviews.map((data) => renderReview(data, { ...terminal, ...shown })).join("\n"),
  };
}

/** The review as data, with the team as one instead of its people (domain 3.14). */
function withoutPeople(data: ReviewData): object {
  const { people, ...rest } = data;
  return { ...rest, sellers: people.length, team: teamTotals(data) };
}
