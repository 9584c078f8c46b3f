import { type CliContext, terminalOf } from "../context.ts";
import { demoPolicy } from "../demo-policy.ts";
import { exitCodes } from "../failure.ts";
import type { CommandResult } from "../output.ts";
import { lineWriter } from "../plan/plan-text.ts";
import { type SetUpCrm, setUpCrm } from "./gather-credentials.ts";
import { chosenVendors, type InitFlags } from "./init-choice.ts";
import { initPaths, mayWrite, writeFiles } from "./init-files.ts";
import { mapStages } from "./map-stages.ts";
import { proposedPolicy } from "./proposed-policy.ts";
import { readmeText } from "./readme-text.ts";
import type { StageGuess } from "./stage-guess.ts";

/** Sets everything up, asking where nothing else answers. Nothing is written before all is known. */
export async function initialise(context: CliContext, flags: InitFlags): Promise<CommandResult> {
  const isAsked = isOnTerminal(context) && !flags.yes && !flags.json;
  if (!(await mayWrite(context, flags, isAsked))) {
    return { document: { state: "declined", written: [] }, text: "Not agreed; nothing was changed.\n" };
  }
  const vendors = await chosenVendors(context, flags, isAsked);
  const crms: SetUpCrm[] = [];
  for (const vendor of vendors) crms.push(await setUpCrm(context, flags, vendor, isAsked));
  const checks = crms.flatMap(({ look }) => look.checks);
  const closed = crms.filter(({ look }) => look.schema === undefined);
  if (closed.length > 0 && !(await isWantedAnyway(context, closed, isAsked))) {
    return {
      document: { state: "not-reached", written: [], checks: checks.map(withoutCode) },
      text: said(context, [
        `${closed.map(({ vendor }) => vendor.title).join(" and ")} could not be reached with these credentials; nothing was written.`,
        "Set right what is marked FAILED above, then run `headway init` again; or try without a CRM: `headway init --crm sandbox`.",
      ]),
      exitCode: Math.max(...checks.map(({ exitCode }) => exitCode), exitCodes.incomplete),
    };
  }
  const stages = await mapStages(context, crms, isAsked);
  const files = filesOf(crms, stages);
  writeFiles(context.directory, files);
  return written(context, { crms, stages, written: Object.keys(files) });
}

function isOnTerminal({ process: { stdout, stderr, env } }: CliContext): boolean {
  return terminalOf(stdout, env).isInteractive && terminalOf(stderr, env).isInteractive;
}

function isWantedAnyway(
  context: CliContext,
  closed: readonly SetUpCrm[],
  isAsked: boolean,
): Promise<boolean> {
  const titles = closed.map(({ vendor }) => vendor.title).join(" and ");
  return isAsked
    ? context.confirm(`${titles} could not be reached. Write the files all the same?`)
    : Promise.resolve(false);
}

function filesOf(crms: readonly SetUpCrm[], stages: readonly StageGuess[]): Record<string, string> {
  const sections = crms.flatMap(({ vendor, section }) =>
    section === null ? [] : [[vendor.crm, section] as const],
  );
  const config = {
    store: ".headway/headway.db",
    policy: ".headway/policy.json",
    notebook: ".headway/notebook.jsonl",
    ...Object.fromEntries(sections),
  };
  // The sandbox's records are the demo's; their company records what buyers do in its own way.
  const policy = crms.length === 0 ? demoPolicy : proposedPolicy(stages);
  return {
    [initPaths.config]: `${JSON.stringify(config, null, 2)}\n`,
    [initPaths.policy]: `${JSON.stringify(policy, null, 2)}\n`,
    [initPaths.readme]: readmeText(stages),
  };
}

interface Written {
  readonly crms: readonly SetUpCrm[];
  readonly stages: readonly StageGuess[];
  readonly written: readonly string[];
}

function written(context: CliContext, { crms, stages, written: paths }: Written): CommandResult {
  const checks = crms.flatMap(({ look }) => look.checks);
  const next =
    crms.length === 0
      ? ["headway sandbox", "headway sync"]
      : ["headway provision --dry-run", "headway sync --dry-run"];
  const claims = stages.filter(({ kind }) => kind !== null).length;
  const mapped =
    stages.length === 0
      ? []
      : [`${stages.length} stages read, ${claims} with a rule for what their label claims.`];
  return {
    document: { state: "written", written: paths, checks: checks.map(withoutCode), stages, next },
    text: said(context, [
      `Written, for you alone to read: ${paths.join(", ")}. The last explains the others.`,
      ...mapped,
      `Next: \`${next[0]}\`, then \`${next[1]}\`${crms.length === 0 ? " in another terminal, with what the first prints" : ""}.`,
    ]),
    exitCode: Math.max(
      exitCodes.done,
      ...checks.filter(({ status }) => status === "failed").map(({ exitCode }) => exitCode),
    ),
  };
}

function withoutCode({ exitCode: _, ...check }: SetUpCrm["look"]["checks"][number]): object {
  return check;
}

function said({ process: { stdout, env } }: CliContext, texts: readonly string[]): string {
  const line = lineWriter(terminalOf(stdout, env).columns);
  return `${texts.flatMap((text) => line(0, text)).join("\n")}\n`;
}
