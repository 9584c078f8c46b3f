import type { ProgressEvent } from "@headway/sync";

const words: Readonly<Record<ProgressEvent["phase"], string>> = {
  describe: "looking at the CRM",
  settle: "settling writes without an answer",
  pull: "reading",
  derive: "deriving evidence",
  assess: "assessing",
  push: "writing",
};

const barWidth = 20;

/** A running step: what it is, since when, how far. */
export interface Step {
  readonly event: ProgressEvent;
  readonly startedAt: number;
}

/** The step an event belongs to: the same one, or a new one that starts now. */
export function nextStep(step: Step | undefined, event: ProgressEvent, now: number): Step {
  const isSame =
    step !== undefined &&
    step.event.crm === event.crm &&
    step.event.phase === event.phase &&
    step.event.object === event.object;
  return { event, startedAt: isSame ? step.startedAt : now };
}

/** `reading deal  [########            ] 400/1,000  120/s`; without an expectation the bar is left out. */
export function progressLine({ event, startedAt }: Step, now: number): string {
  const { phase, object, done, expected } = event;
  const what = [words[phase], object ?? ""].join(" ").trim();
  if (done === 0) return what;
  const seconds = (now - startedAt) / 1_000;
  const rate = seconds < 0.05 ? "" : `  ${grouped(Math.round(done / seconds))}/s`;
  if (expected === null) return `${what}  ${grouped(done)}${rate}`;
  const total = Math.max(expected, done);
  const filled = Math.round((done / total) * barWidth);
  const bar = `[${"#".repeat(filled)}${" ".repeat(barWidth - filled)}]`;
  return `${what}  ${bar} ${grouped(done)}/${grouped(total)}${rate}`;
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
