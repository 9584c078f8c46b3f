import type { Mirror, MirrorProgress } from "@headway/sync/mirror";
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { exitCodes } from "../failure.ts";
import { parseSeconds, switchFlag } from "../flags.ts";
import { mirrorReportText } from "../mirror-text.ts";
import { type CommandResult, finish } from "../output.ts";
import { withProgress } from "../progress.ts";
import { type MirrorFlags, mirrorFlags, withMirror } from "../with-mirror.ts";
import { mirrorLinkRoutes } from "./mirror-link-commands.ts";

interface RunFlags extends MirrorFlags {
  readonly dryRun: boolean;
  readonly approve: boolean;
  readonly budget?: number | undefined;
}

const words: Readonly<Record<MirrorProgress["phase"], string>> = {
  describe: "looking at the CRMs",
  settle: "settling writes without an answer",
  learn: "reading what changed",
  match: "matching deals",
  plan: "deciding",
  send: "writing",
};

/** `headway mirror …`: keeps deals of two CRMs the same. */
export function mirrorRoutes(_vendors: readonly Vendor[]) {
  return buildRouteMap({
    docs: { brief: "Keep deals the same in two CRMs, as the config's section `mirror` says" },
    routes: { run: runCommand(), ...mirrorLinkRoutes() },
  });
}

function runCommand() {
  return buildCommand<RunFlags, [], CliContext>({
    docs: {
      brief: "One pass: learn what changed on both sides, decide, write, read back",
      fullDescription:
        "Stopping it at any time is safe. Exit code 1 says that something is missing or waits for a person; each thing is named.",
    },
    parameters: {
      flags: {
        dryRun: switchFlag("Read and decide, write nothing to either CRM"),
        approve: switchFlag("Send what the bulk breaker holds"),
        budget: {
          kind: "parsed",
          parse: parseSeconds,
          brief: "Stop at a checkpoint before so many seconds are over",
          placeholder: "SECONDS",
          optional: true,
        },
        ...mirrorFlags,
      },
    },
    func(flags) {
      return finish(this, flags, () => withMirror(this, flags, (mirror) => runMirror(this, flags, mirror)));
    },
  });
}

async function runMirror(context: CliContext, flags: RunFlags, mirror: Mirror): Promise<CommandResult> {
  const report = await withProgress(context, "mirror", (view) =>
    mirror.run({
      signal: context.signal,
      dryRun: flags.dryRun,
      approve: flags.approve,
      ...(flags.budget === undefined ? {} : { budgetMs: flags.budget * 1_000 }),
      onProgress: ({ phase, side, done }) =>
        view.onCount({ crm: side ?? "both sides", what: words[phase], done, expected: null }),
    }),
  );
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  const waits = Object.keys(report.parked).length > 0 || report.held !== null;
  return {
    document: report,
    text: mirrorReportText(report, columns),
    exitCode: exitCodeOf(context, report.state === "complete", waits),
  };
}

/** A run that was stopped has its report, which says how it goes on. */
function exitCodeOf({ signal }: CliContext, isComplete: boolean, waits: boolean): number {
  if (signal.aborted && !isComplete) return exitCodes.interrupted;
  return isComplete && !waits ? exitCodes.done : exitCodes.incomplete;
}
