import type { Draws } from "./draws.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** What decides when calls come through. */
export interface Pace {
  readonly scheduler: Scheduler;
  readonly draws: Draws;
  readonly life: Life;
  /** Told of every call that was done with what it was given, before its caller hears of it. */
  readonly onDone?: (name: string, args: readonly unknown[]) => void;
}

/**
 * A store whose every call is a step of its own: others may come first, and its caller may die before the call
 * or after it. What the call does happens at one moment, as a transaction does.
 */
export function stepped<Target extends object>(target: Target, name: string, pace: Pace): Target {
  const { scheduler, draws, life } = pace;
  return new Proxy(target, {
    get(from, key) {
      const found: unknown = Reflect.get(from, key);
      if (typeof found === "object" && found !== null) return stepped(found, `${name}.${String(key)}`, pace);
      if (typeof found !== "function") return found;
      // A view of the same store for the holder of a lease: nothing is read or written by asking for it.
      if (key === "fenced") {
        return (...args: unknown[]): unknown =>
          stepped(Reflect.apply(found, from, args) as object, name, pace);
      }
      return async (...args: unknown[]): Promise<unknown> => {
        const what = `${name}.${String(key)}`;
        await scheduler.wait(life, draws.between(0, 3), what);
        const result: unknown = await Reflect.apply(found, from, args);
        pace.onDone?.(what, args);
        await scheduler.wait(life, draws.between(0, 2), `${what} done`);
        return result;
      };
    },
  });
}
