import {
  ArgumentParseError,
  buildApplication,
  buildRouteMap,
  ExitCode,
  proposeCompletions,
  run,
  text_en,
} from "@stricli/core";
import { backtestCommand } from "./commands/backtest-command.ts";
import { coachCommand } from "./commands/coach-command.ts";
import { completionRoutes } from "./commands/completion-command.ts";
import { conflictsRoutes } from "./commands/conflicts-command.ts";
import { demoCommand } from "./commands/demo-command.ts";
import { doctorCommand } from "./commands/doctor-command.ts";
import { driftCommand } from "./commands/drift-command.ts";
import { explainRoutes } from "./commands/explain-command.ts";
import { exportCommand } from "./commands/export-command.ts";
import { forgetCommand } from "./commands/forget-command.ts";
import { importCommand } from "./commands/import-command.ts";
import { initCommand } from "./commands/init-command.ts";
import { logCommand } from "./commands/log-command.ts";
import { mirrorRoutes } from "./commands/mirror-command.ts";
import { planRoutes } from "./commands/plan-command.ts";
import { policyRoutes } from "./commands/policy-command.ts";
import { provisionCommand } from "./commands/provision-command.ts";
import { retryCommand } from "./commands/retry-command.ts";
import { reviewCommand } from "./commands/review-command.ts";
import { rulesRoutes } from "./commands/rules-command.ts";
import { sandboxCommand } from "./commands/sandbox-command.ts";
import { serveCommand } from "./commands/serve-command.ts";
import { snoozeCommand } from "./commands/snooze-command.ts";
import { statusCommand } from "./commands/status-command.ts";
import { storeRoutes } from "./commands/store-command.ts";
import { syncCommand } from "./commands/sync-command.ts";
import { workerCommand } from "./commands/worker-command.ts";
import { completeWord } from "./completion-script.ts";
import { ConfigError } from "./config-error.ts";
import { type CliContext, type CliProcess, type CliStream, terminalOf } from "./context.ts";
import { exitCodes, type Failure } from "./failure.ts";
import { helpText, isHelp } from "./help-text.ts";
import { jsonText } from "./output.ts";

function application({ vendors }: CliContext, shortcuts: { readonly hasDefaults: boolean }) {
  const root = buildRouteMap({
    docs: {
      brief: "Headway measures advancement: what customers commit to, not how busy sellers are",
    },
    routes: {
      init: initCommand(vendors),
      demo: demoCommand(),
      sandbox: sandboxCommand(vendors),
      provision: provisionCommand(vendors),
      sync: syncCommand(vendors),
      worker: workerCommand(),
      log: logCommand(vendors),
      review: reviewCommand(vendors),
      serve: serveCommand(vendors),
      plan: planRoutes(vendors, shortcuts),
      coach: coachCommand(vendors),
      snooze: snoozeCommand(vendors),
      explain: explainRoutes(vendors),
      backtest: backtestCommand(vendors),
      status: statusCommand(vendors),
      drift: driftCommand(vendors),
      conflicts: conflictsRoutes(vendors),
      retry: retryCommand(vendors),
      forget: forgetCommand(vendors),
      import: importCommand(),
      export: exportCommand(vendors),
      mirror: mirrorRoutes(vendors),
      store: storeRoutes(),
      rules: rulesRoutes(vendors),
      policy: policyRoutes(vendors),
      doctor: doctorCommand(),
      completion: completionRoutes(),
    },
  });
  return buildApplication(root, {
    name: "headway",
    scanner: { caseStyle: "allow-kebab-for-camel" },
    documentation: { disableAnsiColor: true },
    localization: { text: { ...text_en, exceptionWhileParsingArguments } },
  });
}

/** A flag's own check names the flag, so it is not named twice. */
function exceptionWhileParsingArguments(error: unknown, colour: boolean): string {
  if (!(error instanceof ArgumentParseError)) return text_en.exceptionWhileParsingArguments(error, colour);
  const { exception, input } = error;
  return ConfigError.is(exception) && exception.details.path.startsWith("--")
    ? `Failed to parse "${input}": ${exception.message}`
    : text_en.exceptionWhileParsingArguments(error, colour);
}

/** Runs the command line as given, without the program's name, and returns the exit code. */
export async function runCli(inputs: readonly string[], context: CliContext): Promise<number> {
  const guarded = guard(context, inputs);
  if (inputs[0] === completeWord) return propose(inputs.slice(1), guarded.context);
  const { process } = guarded.context;
  await run(application(guarded.context, { hasDefaults: true }), inputs, guarded.context);
  const code = Number(process.exitCode ?? exitCodes.done);
  const exitCode =
    code === ExitCode.UnknownCommand || code === ExitCode.InvalidArgument ? exitCodes.usage : code;
  if (exitCode === exitCodes.usage && inputs.includes("--json") && !guarded.hasPrinted()) {
    process.stdout.write(jsonText({ error: usageFailure(guarded.said().trim()) }));
  }
  return exitCode < 0 ? exitCodes.unavailable : exitCode;
}

/** What the last word may become, a line for each with what it is; never fails, since a shell has nobody to tell. */
async function propose(inputs: readonly string[], context: CliContext): Promise<number> {
  try {
    const found = new Map<string, string>();
    // A command that goes without its second word hides the words that could stand there.
    for (const hasDefaults of [false, true]) {
      const proposals = await proposeCompletions(application(context, { hasDefaults }), inputs, context);
      for (const { completion, brief } of proposals) found.set(completion, brief);
    }
    const lines = [...found].map(
      ([completion, brief]) => `${completion}\t${brief.split("\n", 1)[0] ?? ""}\n`,
    );
    context.process.stdout.write(lines.join(""));
  } catch {
    // A word that makes no sense yet is completed by nothing.
  }
  return exitCodes.done;
}

function usageFailure(happened: string): Failure {
  return {
    code: "usage",
    exitCode: exitCodes.usage,
    happened,
    written: "nothing was read or written",
    next: "nothing by itself",
    youCan: "Set it right and run again; `headway --help` lists commands and flags",
  };
}

/** The same context with every secret kept out of both streams, which also remember what went through. */
function guard(context: CliContext, inputs: readonly string[]) {
  const { secrets, process } = context;
  const { columns } = terminalOf(process.stdout, process.env);
  let hasPrinted = false;
  let said = "";
  const own: CliProcess = {
    env: process.env,
    stdout: through(process.stdout, (text) => {
      hasPrinted ||= text !== "";
      return secrets.redact(isHelp(text) ? helpText(text, inputs, columns) : text);
    }),
    stderr: through(process.stderr, (text) => {
      said = text;
      return secrets.redact(text);
    }),
  };
  return { context: { ...context, process: own }, hasPrinted: () => hasPrinted, said: () => said };
}

/** The same stream with `write` changed, for this view of it only: listr2 puts a `write` of its own in place for a while. */
function through(stream: CliStream, change: (text: string) => string): CliStream {
  const original = stream.write.bind(stream);
  const guarded = (text: string) => original(change(String(text)));
  let write: unknown = guarded;
  return new Proxy(stream, {
    get: (target, name) => (name === "write" ? write : Reflect.get(target, name)),
    set(target, name, value) {
      if (name !== "write") return Reflect.set(target, name, value);
      write = value;
      return true;
    },
  });
}
