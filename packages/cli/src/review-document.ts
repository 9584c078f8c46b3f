import { resolve } from "node:path";
import {
  type Review,
  renderReviewHtml,
  renderReviewMarkdown,
  renderReviewText,
  reviewOf,
} from "@headway/report";
import type { StoreAssessment } from "@headway/sync/portfolio";
import { assessedStore } from "./assessed-store.ts";
import { chosenPerson } from "./chosen-person.ts";
import { withChosenStore } from "./chosen-store.ts";
import { type CliContext, terminalOf } from "./context.ts";
import type { CommandResult } from "./output.ts";
import { readSettings, type Settings, type StoreFlags } from "./settings.ts";
import { chosenCrms } from "./stored-crms.ts";
import { writeWhole } from "./write-whole.ts";

/** How a whole review is asked for. */
export interface ReviewDocumentFlags extends StoreFlags {
  readonly crm: string;
  readonly rows: number;
  readonly as?: string | undefined;
  readonly html?: string | undefined;
  readonly markdown: boolean;
  readonly json: boolean;
}

type Viewer = Parameters<typeof reviewOf>[1]["viewer"];

/** What `--as` says for the view of a leader, which is also the one without it. */
export const leaderChoice = "leader";

/** The whole review, from everything in the store: as a file, as Markdown, or for the terminal. */
export async function reviewDocument(
  context: CliContext,
  flags: ReviewDocumentFlags,
): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const { crm, viewer } = await viewerOf(context, flags, settings);
  const assessed = await assessedStore(context, settings, { title: "review", crm });
  const reviews = assessed.map((one) => reviewOf(one, { viewer }));
  if (flags.html !== undefined) return htmlFile(context, flags.html, reviews);
  return { document: { reviews }, text: reviews.map((one) => shown(context, flags, one)).join("\n") };
}

/** One HTML file with everything in it, for its owner alone to read. */
export async function writeReviewHtml(path: string, reviews: readonly Review[]): Promise<number> {
  const page = Buffer.from(await renderReviewHtml(reviews));
  writeWhole(path, page);
  return page.length;
}

/** The review as leaders see it, of one CRM in a store that was assessed whole. */
export function leaderReview(assessed: StoreAssessment): Review {
  return reviewOf(assessed, { viewer: { type: "leader" } });
}

async function viewerOf(
  context: CliContext,
  flags: ReviewDocumentFlags,
  settings: Settings,
): Promise<{ readonly crm: string; readonly viewer: Viewer }> {
  if (flags.as === undefined || flags.as === leaderChoice)
    return { crm: flags.crm, viewer: { type: "leader" } };
  const { crm, subject } = await withChosenStore(context, settings, async (store) =>
    chosenPerson(store, await chosenCrms(store, flags.crm), settings, flags.as),
  );
  return { crm, viewer: { type: "rep", personId: subject.id } };
}

async function htmlFile(
  { directory }: CliContext,
  file: string,
  reviews: readonly Review[],
): Promise<CommandResult> {
  const bytes = await writeReviewHtml(resolve(directory, file), reviews);
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  return {
    document: { reviews, file, bytes },
    text: `Written: ${file} (${size}), for you alone to read. Open it in a browser; it loads nothing.\n`,
  };
}

function shown({ process: { stdout, env } }: CliContext, flags: ReviewDocumentFlags, review: Review): string {
  if (flags.markdown) return renderReviewMarkdown(review, { cards: flags.rows });
  return renderReviewText(review, { ...terminalOf(stdout, env), cards: flags.rows });
}
