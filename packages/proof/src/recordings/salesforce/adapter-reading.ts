import { type CrmAdapter, CrmError, type Patch, type ProvisionStep, taskKeyField } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { salesforceSandbox } from "@headway/sandbox";
import type { RecordedAnswer } from "./recorded-answer.ts";
import type { ReadingKind } from "./recorded-case.ts";
import { replay } from "./replay.ts";
import { deal } from "./sandbox-org.ts";

const keyStep: ProvisionStep = { type: "create-field", field: taskKeyField };

/** What an adapter is asked for, in turn; each call reads answers of other kinds. */
function tour(adapter: CrmAdapter, dealIds: readonly string[]): readonly (() => Promise<unknown>)[] {
  const patches = dealIds.map(
    (id): Patch => ({ type: "update", ref: { object: "deal", id }, fields: { nextStep: "Call" } }),
  );
  const pull = async (since?: string): Promise<string | undefined> => {
    let cursor: string | undefined;
    const request = { type: "changes", object: "deal", ...(since === undefined ? {} : { since }) } as const;
    for await (const page of adapter.pull(request)) cursor = page.cursor ?? cursor;
    return cursor;
  };
  return [
    () => adapter.describe(),
    async () => pull(await pull()),
    () => adapter.push(patches),
    () => adapter.provision([keyStep]),
  ];
}

/** How the adapter took a recorded answer. */
export type Reading =
  | { readonly status: "read" }
  | { readonly status: "never-asked" }
  | { readonly status: "not-read"; readonly reason: string };

/**
 * Lets the adapter read a recorded answer where the sandbox would have given its own, through its
 * public calls alone. It may refuse what the answer says; it must not call it malformed, nor break.
 */
export async function readByAdapter(kind: ReadingKind, recorded: RecordedAnswer): Promise<Reading> {
  const clock = simulatedClock(Date.UTC(2027, 0, 4, 9));
  const sandbox = salesforceSandbox({ now: clock.now, limits: "off" });
  const isBulk = kind === "bulk-job";
  const ids = Array.from({ length: isBulk ? 9 : 2 }, () => sandbox.create("Opportunity", deal));
  const { fetch, used } = replay(sandbox.fetch, kind, recorded);
  const { clientId, clientSecret, accessToken } = sandbox;
  const signsIn = kind === "token" || kind === "token-error";
  const adapter = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    ...(signsIn ? { clientId, clientSecret } : { accessToken }),
    ...(isBulk ? { pageSize: 2, bulkFrom: 4 } : {}),
    ports: clock.ports,
    fetch: async (input, init) => clock.track(fetch(withToken(new Request(input, init), accessToken))),
  });
  for (const call of tour(adapter, ids)) {
    try {
      await call();
    } catch (error) {
      if (!CrmError.is(error)) throw error;
      const { code, message } = error;
      if (code === "malformed-response") return { status: "not-read", reason: message };
    }
    clock.advance(60 * 60_000);
  }
  return used() ? { status: "read" } : { status: "never-asked" };
}

/** Recorded tokens open nothing here, so the sandbox sees its own in their place. */
function withToken(request: Request, token: string): Request {
  if (!request.headers.has("authorization")) return request;
  request.headers.set("authorization", `Bearer ${token}`);
  return request;
}
