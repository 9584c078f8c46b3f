import type { ReviewSection } from "../model/review.ts";
import { harvest, momentum, rearView, triage } from "./example-later.ts";
import { busy, curves, elation } from "./example-pace.ts";
import { articulation, coaching, stalled, twoAxes } from "./example-standing.ts";

/** The rest of the first screen of the example, what lies behind it, and the rear-view mirror. */
export function exampleBehind(): ReviewSection[] {
  return [
    twoAxes(),
    stalled(),
    articulation(),
    coaching(),
    busy(),
    curves(),
    elation(),
    triage(),
    momentum(),
    harvest(),
    rearView(),
  ];
}
