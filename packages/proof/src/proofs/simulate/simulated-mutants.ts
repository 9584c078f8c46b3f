import type { BrokenVariant } from "./broken-variant.ts";
import { mirrorMutants } from "./mirror-mutants.ts";

/** What the one-way sync and the adapters under it must not do; files are below `packages`. */
const syncMutants: readonly BrokenVariant[] = [
  {
    id: "tasks-searched-then-created",
    places: [
      {
        file: "hubspot/src/task-lookup.ts",
        find: "  for (const [id, row] of rows) {",
        replace: `  const asked = { filterGroups: [], properties: [], limit: 200 };
  const path = client.paths.objects("tasks", "/search");
  const answer = (await client.post(path, asked, "search")).body as { results: { id: string }[] };
  const indexed = new Set(answer.results.map((found) => found.id));
  for (const [id, row] of [...rows].filter(([each]) => indexed.has(each))) {`,
      },
    ],
  },
  {
    id: "known-tasks-made-again",
    places: [
      {
        file: "sync/src/intents.ts",
        find: "if ((await context.store.knownTask(context.crm.crm, key)) !== null) continue;",
        replace: "",
      },
    ],
  },
  {
    id: "partial-batch-refusal-given-to-the-first",
    places: [
      {
        file: "hubspot/src/push-rows.ts",
        find: "for (const row of rowsOf(error, rows))",
        replace: "for (const row of rows.slice(0, 1))",
      },
    ],
  },
  {
    id: "no-overlap",
    places: [
      {
        file: "hubspot/src/archived-page.ts",
        find: "state.startedAt - client.overlapMs",
        replace: "state.startedAt - 0 * client.overlapMs",
      },
    ],
  },
];

/** Every broken variant that the simulator has to notice. */
export const simulatedMutants: readonly BrokenVariant[] = [...syncMutants, ...mirrorMutants];
