import { loadReviewData, type ReviewData, renderReview, teamTotals } from "@headway/report";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, jsonFlag, parseRows, storedCrmFlag, storeFlag, switchFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { type ReviewDocumentFlags, reviewDocument } from "../review-document.ts";
import { readSettings } from "../settings.ts";

interface ReviewFlags extends ReviewDocumentFlags {
  readonly full: boolean;
  readonly namePeople: boolean;
}

/** `headway review`: the weekly review, from the store alone. */
export function reviewCommand(vendors: readonly Vendor[]) {
  return buildCommand<ReviewFlags, [], CliContext>({
    docs: {
      brief: "Show the weekly review: what is ahead first, results last",
      fullDescription:
        "Without further flags the short one, from what the last run stored. --full, --html, --markdown and --as make the whole one, with the evidence of every number; a leader sees of people what the policy's people.leaderView allows.",
    },
    parameters: {
      flags: {
        crm: storedCrmFlag(vendors),
        rows: {
          kind: "parsed",
          parse: parseRows,
          brief: "Rows of each list",
          placeholder: "N",
          default: "8",
        },
        full: switchFlag("Everything: each section with its totals, cards and what is missing"),
        as: {
          kind: "parsed",
          parse: String,
          brief:
            "Whose review: a seller's own, by id or name, or `leader`, which is also the view without it",
          placeholder: "PERSON|leader",
          optional: true,
        },
        html: {
          kind: "parsed",
          parse: String,
          brief: "Write the whole review into one HTML file that loads nothing",
          placeholder: "FILE",
          optional: true,
        },
        markdown: switchFlag("As Markdown, for a chat channel"),
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
      return finish(this, flags, () => (isWhole(flags) ? whole(this, flags) : review(this, flags)));
    },
  });
}

function isWhole({ full, as, html, markdown }: ReviewFlags): boolean {
  return full || markdown || as !== undefined || html !== undefined;
}

async function whole(context: CliContext, flags: ReviewFlags): Promise<CommandResult> {
  const { html, markdown, namePeople, json } = flags;
  if (namePeople) {
    throw new ConfigError({
      path: "--name-people",
      expected: "expected the short review; whom the whole one names is the policy's `people.leaderView`",
    });
  }
  if (markdown && (html !== undefined || json)) {
    throw new ConfigError({ path: "--markdown", expected: "expected one of --html, --markdown and --json" });
  }
  return reviewDocument(context, flags);
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
