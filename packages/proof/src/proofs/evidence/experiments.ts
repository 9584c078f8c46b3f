import { anchor } from "./bpi-2012/anchor.ts";
import type { Experiment } from "./experiment.ts";

/** Every experiment that can be run, by the name it is asked for. */
export const experiments: Readonly<Record<string, Experiment>> = {
  "bpi-2012": anchor,
};
