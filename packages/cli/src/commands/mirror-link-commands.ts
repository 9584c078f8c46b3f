import type { Mirror, MirrorField, PauseTarget } from "@headway/sync/mirror";
import { buildCommand } from "@stricli/core";
import { type CliContext, terminalOf } from "../context.ts";
import { exitCodes } from "../failure.ts";
import { parkedLines, proposalLines } from "../mirror-text.ts";
import { type CommandResult, finish } from "../output.ts";
import { type MirrorFlags, mirrorFlags, said, withMirror } from "../with-mirror.ts";

const fields = [
  "stageId",
  "amount",
  "closeDate",
  "nextStep",
  "ownerId",
] as const satisfies readonly MirrorField[];

interface PauseFlags extends MirrorFlags {
  readonly link?: string | undefined;
  readonly field?: MirrorField | undefined;
}

/** Everything a mirror can be asked besides running. */
export function mirrorLinkRoutes() {
  return { ...linkRoutes(), ...listRoutes(), ...pauseRoutes() };
}

function linkRoutes() {
  return {
    link: pairCommand(
      "Link two deals; nothing is written until the next run",
      async (mirror, left, right) => {
        const link = await mirror.link(left, right);
        return said({ link }, `linked as ${link}; the next run looks at it`);
      },
    ),
    unlink: oneCommand("End a link; both deals stay as they are", async (mirror, id) => {
      await mirror.unlink(id);
      return said({ unlinked: id }, `${id} is unlinked; both deals stay as they are`);
    }),
    accept: oneCommand("Link the two deals of a proposal", async (mirror, id) => {
      const link = await mirror.acceptProposal(id);
      return said({ link }, `linked as ${link}; the next run looks at it`);
    }),
    refuse: oneCommand("The two deals of a proposal are not the same", async (mirror, id) => {
      await mirror.refuseProposal(id);
      return said({ refused: id }, `${id} is refused and not proposed again`);
    }),
    retry: oneCommand("Try again what was parked of a link", async (mirror, id) => {
      await mirror.retry(id);
      return said({ retried: id }, `the next run looks at ${id} again`);
    }),
  };
}

function listRoutes() {
  return {
    proposals: listCommand("List deals that look alike", async (mirror, columns) => {
      const proposals = await mirror.proposals();
      return { proposals, lines: proposals.flatMap((one) => proposalLines(one, columns)) };
    }),
    parked: listCommand(
      "List fields that wait for somebody, with cause and way out",
      async (mirror, columns) => {
        const parked = await mirror.parked();
        return { parked, lines: parked.flatMap((one) => parkedLines(one, columns)) };
      },
    ),
    explain: oneCommand("Say how a link stands on both sides; reads both deals", async (mirror, id) => {
      const found = await mirror.explain(id);
      return { document: found, text: `${JSON.stringify(found, null, 2)}\n` };
    }),
    drift: listCommand("Compare the mirrored fields on both sides, by counts and hashes", async (mirror) => {
      const drift = await mirror.drift();
      return { drift, lines: JSON.stringify(drift, null, 2).split("\n"), isAmiss: drift.drifted.length > 0 };
    }),
  };
}

function pauseRoutes() {
  return {
    pause: pauseCommand(
      "Stop writing: everything, one field, one link, or one field of a link",
      (mirror, target) => mirror.pause(target),
    ),
    resume: pauseCommand("Go on; what changed meanwhile is looked at in the next run", (mirror, target) =>
      mirror.resume(target),
    ),
  };
}

function oneCommand(brief: string, work: (mirror: Mirror, id: string) => Promise<CommandResult>) {
  return buildCommand<MirrorFlags, [string], CliContext>({
    docs: { brief },
    parameters: {
      flags: mirrorFlags,
      positional: { kind: "tuple", parameters: [{ brief: "Its id", placeholder: "ID", parse: String }] },
    },
    func(flags, id) {
      return finish(this, flags, () => withMirror(this, flags, (mirror) => work(mirror, id)));
    },
  });
}

function pairCommand(
  brief: string,
  work: (mirror: Mirror, left: string, right: string) => Promise<CommandResult>,
) {
  return buildCommand<MirrorFlags, [string, string], CliContext>({
    docs: { brief },
    parameters: {
      flags: mirrorFlags,
      positional: {
        kind: "tuple",
        parameters: [
          { brief: "The deal's id on the left", placeholder: "LEFT", parse: String },
          { brief: "The deal's id on the right", placeholder: "RIGHT", parse: String },
        ],
      },
    },
    func(flags, left, right) {
      return finish(this, flags, () => withMirror(this, flags, (mirror) => work(mirror, left, right)));
    },
  });
}

interface Listed {
  readonly lines: readonly string[];
  readonly isAmiss?: boolean;
}

function listCommand(brief: string, work: (mirror: Mirror, columns: number) => Promise<Listed>) {
  return buildCommand<MirrorFlags, [], CliContext>({
    docs: { brief },
    parameters: { flags: mirrorFlags },
    func(flags) {
      const { columns } = terminalOf(this.process.stdout, this.process.env);
      return finish(this, flags, () =>
        withMirror(this, flags, async (mirror): Promise<CommandResult> => {
          const { lines, isAmiss = false, ...document } = await work(mirror, columns);
          const text = lines.length === 0 ? "none\n" : `${lines.join("\n")}\n`;
          return { document, text, exitCode: isAmiss ? exitCodes.incomplete : exitCodes.done };
        }),
      );
    },
  });
}

function pauseCommand(brief: string, work: (mirror: Mirror, target: PauseTarget) => Promise<void>) {
  return buildCommand<PauseFlags, [], CliContext>({
    docs: { brief },
    parameters: {
      flags: {
        link: { kind: "parsed", parse: String, brief: "One link", placeholder: "ID", optional: true },
        field: { kind: "enum", values: fields, brief: "One field", optional: true },
        ...mirrorFlags,
      },
    },
    func(flags) {
      const { link, field } = flags;
      const target = {
        ...(link === undefined ? {} : { linkId: link }),
        ...(field === undefined ? {} : { field }),
      };
      return finish(this, flags, () =>
        withMirror(this, flags, async (mirror) => {
          await work(mirror, target);
          return said(target, "noted; the next run follows it");
        }),
      );
    },
  });
}
