/** What a progress event of the engine names. */
interface Step {
  readonly crm: string;
  readonly phase: string;
  readonly object: string | null;
  readonly done: number;
}

/**
 * Prints one line per step of a run once the step is over: how many, how long, and this process's
 * memory then. `print` gets each line.
 */
export function stepLines(print: (line: string) => void, now: () => number): (event: Step) => void {
  let last: Step | undefined;
  let startedAt = now();
  return (event) => {
    const isSame = last !== undefined && nameOf(last) === nameOf(event);
    if (last !== undefined && !isSame) {
      const seconds = ((now() - startedAt) / 1000).toFixed(1);
      const { heapUsed, external, rss } = process.memoryUsage();
      const memory = [rss, heapUsed, external].map((bytes) => Math.round(bytes / 1e6));
      print(
        `${nameOf(last)}: ${last.done} in ${seconds} s, ${memory[0]} MB resident, ${memory[1]} heap, ${memory[2]} external`,
      );
    }
    if (!isSame) startedAt = now();
    last = event;
  };
}

function nameOf({ crm, phase, object }: Step): string {
  return `${crm} ${phase}${object === null ? "" : ` ${object}`}`;
}
