import type { AtPoint } from "./crash-points.ts";
import { firstDifference } from "./final-state.ts";
import { startKilledRun } from "./start-killed-run.ts";
import type { StorePlace } from "./store-place.ts";

/** The first run, or the second after people worked. */
export type Phase = "first" | "second";

/** What a run came to. */
export interface CourseRun {
  /** It did all there was to do. */
  readonly isWhole: boolean;
  /** It wrote nothing to any CRM. */
  readonly isQuiet: boolean;
  /** What it wrote, in words. */
  readonly wrote: string;
  readonly gaps: readonly string[];
}

/** Two runs with people's work between them, over CRMs that outlive the processes that run. */
export interface CrashCourse {
  /** Of this folder: runs one order in a process of its own. */
  readonly script: string;
  /** What that process is told to do. */
  order(phase: Phase): object;
  /** Lets a phase begin: its day, and what people did before it. */
  begin(phase: Phase): void;
  /** The same in this process; every step is told to `atPoint`. */
  run(phase: Phase, atPoint: AtPoint): Promise<CourseRun>;
  /** What the CRMs hold of ours, past the adapters. */
  held(): Readonly<Record<string, unknown>>;
  /** That, and what the store says. */
  look(): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** Opens a course with a store at a place that nobody else uses. */
export type OpenCourse = (store: StorePlace) => Promise<CrashCourse>;

/** A point of a course, counted from 1 within its phase. */
export interface CrashPoint {
  readonly phase: Phase;
  readonly nth: number;
  readonly name: string;
}

/** What an undisturbed course comes to. */
export interface CalmCourse {
  readonly points: readonly CrashPoint[];
  /** The final state of each phase: what the CRMs hold after its run, and everything after one run more. */
  readonly expected: Readonly<Record<Phase, FinalState>>;
}

interface FinalState {
  readonly held: Readonly<Record<string, unknown>>;
  readonly all: Readonly<Record<string, unknown>>;
}

const quiet: AtPoint = () => undefined;

/** Every point of both phases of an undisturbed course, and how each ends. */
export async function calmCourse(open: OpenCourse, store: StorePlace): Promise<CalmCourse> {
  const course = await open(store);
  try {
    const points: CrashPoint[] = [];
    const finish = async (phase: Phase): Promise<FinalState> => {
      course.begin(phase);
      let nth = 0;
      const run = await course.run(phase, (name) => {
        nth += 1;
        points.push({ phase, nth, name });
      });
      if (!run.isWhole) throw new Error(`a calm run ended: ${run.gaps.join("; ")}`);
      const held = course.held();
      const again = await course.run(phase, quiet);
      if (!again.isQuiet) throw new Error(`a calm run left something to write: ${again.wrote}`);
      return { held, all: await course.look() };
    };
    const first = await finish("first");
    return { points, expected: { first, second: await finish("second") } };
  } finally {
    await course.close();
  }
}

/** What became of a run that was killed at a point. */
export interface CrashOutcome {
  readonly killed: boolean;
  /** What differs from the state without a crash, or what the third run still wrote. */
  readonly miss?: string;
}

/** Kills a process at a point of a phase, goes on in another, and looks. A run after that writes nothing. */
export async function crashAt(
  open: OpenCourse,
  store: StorePlace,
  { phase, nth }: CrashPoint,
  { expected }: CalmCourse,
): Promise<CrashOutcome> {
  const course = await open(store);
  try {
    if (phase === "second") {
      course.begin("first");
      await course.run("first", quiet);
    }
    course.begin(phase);
    const ending = await startKilledRun(course.script, { ...course.order(phase), killAtPoint: nth });
    if (ending.status !== "killed") return { killed: false, miss: `it was not killed: ${ending.said}` };
    await course.run(phase, quiet);
    const held = firstDifference(expected[phase].held, course.held());
    if (held !== undefined) return { killed: true, miss: `after the second run, ${held}` };
    // The third reads back what the others wrote, as a later run without a crash does too.
    const third = await course.run(phase, quiet);
    if (!third.isQuiet || !third.isWhole)
      return { killed: true, miss: `the third run wrote ${third.wrote}; ${third.gaps.join("; ")}` };
    const difference = firstDifference(expected[phase].all, await course.look());
    return difference === undefined ? { killed: true } : { killed: true, miss: difference };
  } finally {
    await course.close();
  }
}
