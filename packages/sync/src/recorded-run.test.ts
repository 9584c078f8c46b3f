import { simulatedClock } from "@headway/crm/conformance";
import { memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { createSync } from "./sync.ts";
import type { Logger } from "./telemetry/logger.ts";
import { ownFields } from "./write-back.ts";

/** The store, whose runs cannot be listed any more once one of them is over. */
function failingAfterTheEnd(store: OpenStore): OpenStore {
  const wrapped = (inner: Store): Store => {
    let isOver = false;
    const rows = async (crm: string, kind: string, after: string | null, limit: number): Promise<unknown> => {
      if (isOver && kind === "run") throw new Error("the disk is gone");
      return inner.rows(crm, kind as "run", after, limit);
    };
    return {
      ...inner,
      rows: rows as Store["rows"],
      putRows: async (crm, kind, given) => {
        await inner.putRows(crm, kind, given);
        isOver ||= kind === "run" && given.some((row) => "status" in row && row.status === "complete");
      },
    };
  };
  return { ...store, fenced: (lease) => wrapped(store.fenced(lease)) };
}

const deaf: Logger = {
  log: ({ event }) => {
    if (event === "run-ended") throw new Error("the log is full");
  },
};

it.each([
  ["the store fails", true, undefined],
  ["the log fails", false, deaf],
] as const)(
  "a run that did everything stays complete and gives its report where %s after its end",
  async (_name, fails, logger) => {
    const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
    const store = memoryStore({ clock: clock.now });
    const options = {
      crm: memoryCrm({ clock }),
      clock: clock.now,
      ...(logger === undefined ? {} : { logger }),
    };
    const sync = createSync({ ...options, store: fails ? failingAfterTheEnd(store) : store });
    await options.crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
    expect(await sync.run()).toMatchObject({ state: "complete" });
    expect(await store.rows("memory", "run", null, 9)).toMatchObject([{ status: "complete", failure: null }]);
  },
);
