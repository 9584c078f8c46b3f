import { expect, test } from "vitest";
import type { CrmAdapter } from "../adapter.ts";
import { memoryCrm } from "../memory/memory-crm.ts";
import type { Change } from "../pull.ts";
import { adapterConformance, conformanceCases } from "./adapter-conformance.ts";
import type { ConformanceHarness } from "./harness.ts";
import { simulatedClock } from "./simulated-clock.ts";

type Body = (context: { skip(reason: string): void }) => Promise<void>;

/** A runner of twenty lines: what the suite registers, by area and name. */
function register(spoil: (adapter: CrmAdapter) => Partial<CrmAdapter>, cannot: ConformanceHarness["cannot"]) {
  const cases = new Map<string, Body>();
  const state = { open: 0, opened: 0 };
  const describe = (_name: string, body: () => void): void => body();
  const runner = { describe, test: (name: string, body: Body) => void cases.set(name, body) };
  adapterConformance(runner, async () => {
    const clock = simulatedClock(Date.UTC(2027, 0, 4));
    const { backend, ...adapter } = memoryCrm({ clock, pageSize: 3, pushBatchSize: 4 });
    state.open += 1;
    state.opened += 1;
    const close = async (): Promise<void> => {
      state.open -= 1;
    };
    const harness = { adapter: { ...adapter, ...spoil(adapter) }, backend, secrets: [], close };
    return cannot === undefined ? harness : { ...harness, cannot };
  });
  return { cases, state };
}

const neverSkips = {
  skip(reason: string) {
    throw new Error(`skipped: ${reason}`);
  },
};

/** Adapters that do one thing wrong, and the case that must catch it. */
const spoilt: readonly [string, (adapter: CrmAdapter) => Partial<CrmAdapter>, RegExp][] = [
  [
    "nothing-comes-when-caught-up",
    ({ pull }) => ({
      pull: (request, options) => {
        if (request.type === "records") return pull(request, options);
        const { since: _, ...fromNothing } = request;
        return pull(fromNothing, options);
      },
    }),
    /came again/,
  ],
  [
    "merges-are-told",
    ({ pull }) => ({
      async *pull(request, options) {
        for await (const page of pull(request, options)) {
          yield { ...page, changes: page.changes.filter((change) => change.type !== "merged") };
        }
      },
    }),
    /was merged and must be told/,
  ],
  [
    "outcomes-stand-in-the-order-given",
    ({ push }) => ({ push: async (patches, options) => (await push(patches, options)).toReversed() }),
    /outcomes: expected/,
  ],
  [
    "a-failure-midway-tells-what-was-written",
    ({ push }) => ({
      push: async (patches, options) =>
        (await push(patches, options)).map(() => ({
          status: "written",
          ref: { object: "deal", id: "1" },
          created: false,
        })),
    }),
    /is told as `written`, but the CRM lacks it/,
  ],
  [
    "unknown-links-are-not-empty",
    ({ pull }) => ({
      async *pull(request, options) {
        for await (const page of pull(request, options)) {
          const changes = page.changes.map((change) =>
            change.type === "upserted"
              ? {
                  ...change,
                  record: { ...change.record, links: { contact: { status: "known", value: [] } } },
                }
              : change,
          );
          yield { ...page, changes } as typeof page;
        }
      },
    }),
    /contacts that could not be read/,
  ],
  [
    "a-read-that-meets-forbidden-throws-forbidden",
    ({ pull }) => ({
      async *pull(request, options) {
        try {
          yield* pull(request, options);
        } catch {
          yield { object: "deal", changes: [], cursor: "", caughtUp: true };
        }
      },
    }),
    /but the call succeeded/,
  ],
  [
    "describe-writes-nothing-and-is-stable",
    ({ describe, provision }) => ({
      describe: async (options) => {
        const field = {
          object: "deal",
          name: "headway_sly",
          label: "",
          kind: "text",
          description: "",
        } as const;
        await provision([{ type: "create-field", field }]);
        return describe(options);
      },
    }),
    /the CRM after describe/,
  ],
];

test.each(spoilt)("%s catches an adapter that owes it", async (name, spoil, message) => {
  const { cases, state } = register(spoil, undefined);
  await expect(cases.get(name)?.(neverSkips)).rejects.toThrow(message);
  expect(state).toEqual({ open: 0, opened: 1 });
});

/** Adapters that do it another way, which the case must let pass. */
const sound: readonly [string, (adapter: CrmAdapter) => Partial<CrmAdapter>][] = [
  [
    "abort-leaves-a-push-that-hangs-unknown",
    ({ describe, push }) => ({
      async push(patches, options) {
        await describe();
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
        return push(patches, options);
      },
    }),
  ],
  [
    "a-write-that-meets-broken-json-tells-the-truth",
    ({ pull, push }) => ({
      async push(patches, options) {
        const refs = patches.flatMap((patch) => (patch.type === "update" ? [patch.ref] : []));
        await push(patches, options);
        const seen: Change[] = [];
        for await (const page of pull({ type: "records", refs })) seen.push(...page.changes);
        return refs.map((ref, index) => {
          const change = seen[index];
          const isHeld =
            change?.type === "upserted" &&
            change.record.object === "deal" &&
            change.record.name === "Renamed";
          return isHeld ? { status: "written", ref, created: false } : { status: "unknown", reason: "" };
        });
      },
    }),
  ],
];

test.each(sound)("%s lets an adapter pass that asks first or reads back", async (name, other) => {
  const { cases } = register(other, undefined);
  await expect(cases.get(name)?.(neverSkips)).resolves.toBeUndefined();
});

test("a case that waits for a hang says so where nothing was sent", async () => {
  const { cases } = register(() => ({ push: () => new Promise(() => undefined) }), undefined);
  const body = cases.get("abort-leaves-a-push-that-hangs-unknown");
  await expect(body?.(neverSkips)).rejects.toThrow("the call sent no request that could hang");
});

test("a fault that a CRM does not have is skipped with the harness's reason, and the harness closed", async () => {
  const { cases, state } = register(() => ({}), { "broken-json": "it answers in XML" });
  const body = cases.get("a-read-that-meets-broken-json-throws-malformed-response");
  await expect(body?.(neverSkips)).rejects.toThrow("skipped: no `broken-json` here: it answers in XML");
  expect(state).toEqual({ open: 0, opened: 1 });
});

test("what the capabilities rule out is skipped, and says by which", async () => {
  const { cases } = register(
    ({ capabilities }) => ({ capabilities: { ...capabilities, mergedObjects: [] } }),
    undefined,
  );
  const body = cases.get("merges-are-told");
  await expect(body?.(neverSkips)).rejects.toThrow("skipped: `capabilities.mergedObjects` is empty");
});

test("case names are kebab-case and unique", () => {
  const names = Object.values(conformanceCases).flatMap((cases) => cases.map((one) => one.name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name))).toEqual([]);
});
