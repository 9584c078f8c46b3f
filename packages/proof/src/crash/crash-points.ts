import type { OpenStore } from "@headway/sync";

/** Told of every point at which a process may be killed, just before it goes on from there. */
export type AtPoint = (name: string) => void;

/** Methods of a store that change it; each is one commit. */
const commits: ReadonlySet<string> = new Set([
  ...["saveState", "commitPage", "replaceEvidence", "markAllDirty", "commitAssessments"],
  ...["markInflight", "settle", "putRows", "removeRows", "erase", "acquire", "renew", "release", "commit"],
]);

/** The same store, told of before and after every commit. */
export function watchedStore<Kept extends object>(store: Kept, atPoint: AtPoint): Kept {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === "object" && value !== null) return watchedStore(value, atPoint);
      if (typeof value !== "function") return value;
      const call = value.bind(target) as (...given: readonly unknown[]) => unknown;
      if (name === "fenced")
        return (...given: Parameters<OpenStore["fenced"]>) => watchedStore(call(...given) as object, atPoint);
      return commits.has(String(name)) ? around(call, `commit ${String(name)}`, atPoint) : call;
    },
  });
}

/** The same `fetch`, told of before a request goes out and after its answer came. */
export function watchedFetch(send: typeof fetch, atPoint: AtPoint): typeof fetch {
  return async (input, init) => {
    const { method, url } = new Request(input, init);
    const name = `${method} ${new URL(url).pathname}`;
    atPoint(`before ${name}`);
    const answer = await send(input, init);
    atPoint(`after ${name}`);
    return answer;
  };
}

function around(
  call: (...given: readonly unknown[]) => unknown,
  name: string,
  atPoint: AtPoint,
): (...given: readonly unknown[]) => Promise<unknown> {
  return async (...given) => {
    atPoint(`before ${name}`);
    const result = await call(...given);
    atPoint(`after ${name}`);
    return result;
  };
}

/** Ends this process with SIGKILL at the nth point: nothing after it is done, and nothing is tidied up. */
export function killAt(nth: number | null, seen: (name: string) => void = () => undefined): AtPoint {
  let count = 0;
  return (name) => {
    count += 1;
    seen(name);
    if (count !== nth) return;
    process.kill(process.pid, "SIGKILL");
    // The signal is on its way; not one more step until it is here.
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
  };
}
