import { buildCommand, buildRouteMap } from "@stricli/core";
import { completionScripts, type Shell } from "../completion-script.ts";
import type { CliContext } from "../context.ts";
import { jsonFlag } from "../flags.ts";
import { finish } from "../output.ts";

interface CompletionFlags {
  readonly json: boolean;
}

/** `headway completion bash|zsh|fish`: what a shell needs to complete commands, flags and their values. */
export function completionRoutes() {
  return buildRouteMap({
    docs: { brief: "Print what your shell needs to complete commands, flags and values" },
    routes: { bash: shellCommand("bash"), zsh: shellCommand("zsh"), fish: shellCommand("fish") },
  });
}

function shellCommand(shell: Shell) {
  const { script, example } = completionScripts[shell];
  return buildCommand<CompletionFlags, [], CliContext>({
    docs: {
      brief: `For ${shell}: ${example}`,
      fullDescription: `It asks the installed command itself, so that it never falls behind.`,
    },
    parameters: { flags: { json: jsonFlag } },
    func(flags) {
      return finish(this, flags, async () => ({ document: { shell, script }, text: script }));
    },
  });
}
