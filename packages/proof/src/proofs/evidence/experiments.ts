import { stopChase } from "./bank/stop-chase.ts";
import { anchor } from "./bpi-2012/anchor.ts";
import { landmarks } from "./bpi-2012/landmarks.ts";
import { stallClock } from "./bpi-2012/stall-clock.ts";
import type { Experiment } from "./experiment.ts";
import { cramming } from "./no-leak/cramming-result.ts";
import { noSignal } from "./no-leak/no-signal.ts";
import { elationCoverage } from "./simulated/elation-coverage.ts";
import { noReset } from "./simulated/no-reset.ts";
import { traceBack } from "./simulated/trace-back.ts";
import { triageRecovery } from "./simulated/triage-recovery.ts";

/** Every experiment that can be run, by the name it is asked for. */
export const experiments: Readonly<Record<string, Experiment>> = {
  "bpi-2012": anchor,
  landmarks,
  "stall-clock": stallClock,
  bank: stopChase,
  cramming,
  "no-leak": noSignal,
  "no-reset": noReset,
  triage: triageRecovery,
  elation: elationCoverage,
  "trace-back": traceBack,
};
