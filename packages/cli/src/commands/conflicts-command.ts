import type { FieldConflict, OpenStore } from "@headway/sync";
import type { ConflictRow } from "@headway/sync/mirror";
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, storeFlag } from "../flags.ts";
import { mirrorConflictLines } from "../mirror-text.ts";
import { openMirror } from "../open-mirror.ts";
import { type CommandResult, finish } from "../output.ts";
import { conflictLines } from "../overwritten-text.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";
import { type MirrorFlags, mirrorFlags, said, withMirror } from "../with-mirror.ts";

interface ListFlags extends StoreFlags {
  readonly crm: string;
  readonly json: boolean;
}

/** `headway conflicts`: every value that gave way to another, and the way back where there is one. */
export function conflictsRoutes(vendors: readonly Vendor[]) {
  return buildRouteMap({
    docs: { brief: "List values that gave way to others; undo or decide those of a mirror" },
    defaultCommand: "list",
    routes: { list: listCommand(vendors), undo: undoCommand(), resolve: resolveCommand() },
  });
}

function listCommand(vendors: readonly Vendor[]) {
  return buildCommand<ListFlags, [], CliContext>({
    docs: {
      brief: "List them, oldest first",
      fullDescription:
        "Those of Headway's own fields have no undo: the values are computed, so what somebody typed over them says nothing that Headway could keep. Those of a mirror can be undone.",
    },
    parameters: {
      flags: { crm: crmFlag(vendors), store: storeFlag, config: configFlag, json: jsonFlag },
    },
    func(flags) {
      return finish(this, flags, () => list(this, flags));
    },
  });
}

function list(context: CliContext, flags: ListFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const own: { crm: string; conflicts: FieldConflict[] }[] = [];
    for (const crm of await chosenCrms(store, flags.crm))
      own.push({ crm, conflicts: await ownOf(store, crm) });
    const isMirrored = settings.config.mirror !== undefined && flags.crm === "all";
    const mirror = isMirrored ? await openMirror(context, settings.config, store).conflicts() : null;
    const { columns } = terminalOf(context.process.stdout, context.process.env);
    return { document: { own, mirror }, text: listText(own, mirror, columns) };
  });
}

async function ownOf(store: OpenStore, crm: string): Promise<FieldConflict[]> {
  const all: FieldConflict[] = [];
  let after: string | null = null;
  for (;;) {
    const page: FieldConflict[] = await store.rows(crm, "conflict", after, 1_000);
    if (page.length === 0) break;
    all.push(...page);
    after = page.at(-1)?.id ?? null;
  }
  return all.sort((left, right) => (left.seenAt < right.seenAt ? -1 : 1));
}

function listText(
  own: readonly { crm: string; conflicts: readonly FieldConflict[] }[],
  mirror: readonly ConflictRow[] | null,
  columns: number,
): string {
  const lines = [
    ...own.flatMap(({ crm, conflicts }) => [
      `${crm} · ${conflicts.length} of Headway's fields that somebody had changed`,
      ...conflicts.flatMap((conflict) => conflictLines(conflict, columns)),
    ]),
    ...(mirror === null
      ? []
      : [
          `mirror · ${mirror.length} conflicts; \`headway conflicts undo ID\` asks for the lost value back`,
          ...mirror.flatMap((conflict) => mirrorConflictLines(conflict, columns)),
        ]),
  ];
  return `${lines.join("\n")}\n`;
}

function undoCommand() {
  return buildCommand<MirrorFlags, [string], CliContext>({
    docs: {
      brief: "Ask for the lost value of a mirror's conflict back; the next run writes it to both sides",
    },
    parameters: {
      flags: mirrorFlags,
      positional: {
        kind: "tuple",
        parameters: [{ brief: "The conflict", placeholder: "ID", parse: String }],
      },
    },
    func(flags, id) {
      return finish(this, flags, () =>
        withMirror(this, flags, async (mirror) => {
          await mirror.undo(id);
          return said(
            { undone: id },
            `${id}: the next run writes the lost value back, unless somebody changes it before`,
          );
        }),
      );
    },
  });
}

function resolveCommand() {
  return buildCommand<MirrorFlags, [string, "left" | "right"], CliContext>({
    docs: { brief: "Decide an open conflict of a mirror for one side" },
    parameters: {
      flags: mirrorFlags,
      positional: {
        kind: "tuple",
        parameters: [
          { brief: "The conflict", placeholder: "ID", parse: String },
          { brief: "The side that wins: left or right", placeholder: "SIDE", parse: parseSide },
        ],
      },
    },
    func(flags, id, side) {
      return finish(this, flags, () =>
        withMirror(this, flags, async (mirror) => {
          await mirror.resolve(id, side);
          return said({ resolved: id, side }, `${id}: the ${side} value wins; the next run writes it`);
        }),
      );
    },
  });
}

function parseSide(text: string): "left" | "right" {
  if (text === "left" || text === "right") return text;
  throw new RangeError("expected left or right");
}
