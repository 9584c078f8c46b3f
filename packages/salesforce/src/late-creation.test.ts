import { CrmError, type Patch, taskKeyField } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type Limiter, ownLimiter } from "@headway/crm/http";
import { salesforceSandbox } from "@headway/sandbox";
import { expect, test } from "vitest";
import { salesforceFetch } from "./fetch.ts";
import { mostUnderWay } from "./limits.ts";

const timeoutMs = 60_000;
const instanceUrl = "https://acme.my.salesforce.com";
const isWrite = (url: string): boolean => url.includes("/composite/sobjects");
const isRead = (url: string): boolean => url.endsWith("/composite");
const isSignIn = (url: string): boolean => url.includes("/oauth2/token");

/** An org whose clock jumps before an answer; timers come last on waking. */
async function org(limiter?: Limiter, signsIn = false) {
  const time = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = salesforceSandbox({ now: time.now, limits: "off" });
  sandbox.setInstanceUrl(instanceUrl);
  const sleep = () => new Promise<void>(() => undefined);
  let onAnswer = async (_url: string): Promise<void> => undefined;
  const written: string[] = [];
  const { clientId, clientSecret, accessToken } = sandbox;
  const open = () =>
    salesforceFetch({
      instanceUrl,
      ...(signsIn ? { clientId, clientSecret } : { accessToken }),
      ...(limiter && { limiter }),
      ports: { ...time.ports, sleep },
      async fetch(url, init) {
        if (isWrite(String(url))) written.push(String(url));
        const answer = await sandbox.fetch(new Request(url, init));
        await onAnswer(String(url));
        return answer;
      },
    });
  await open().provision([{ type: "create-field", field: taskKeyField }]);
  // Another one, which has yet to sign in.
  const crm = open();
  const onEachAnswer = (listener: typeof onAnswer): void => {
    onAnswer = listener;
  };
  return { time, sandbox, crm, onEachAnswer, written };
}

const task = { subject: "Ask", body: "Why", dueOn: "2027-02-01", ownerId: null, links: [] };
const patch: Patch = { type: "upsert-task", key: "v1:late", task };

/** A push whose worker sleeps for so long before the answer to one of its requests reaches it. */
async function pushAsleep(isSlept: (url: string) => boolean, sleptMs: number, signsIn = false) {
  const { time, crm, onEachAnswer, written } = await org(undefined, signsIn);
  onEachAnswer(async (url) => {
    if (isSlept(url)) time.advance(sleptMs);
  });
  const pushed = await crm.push([patch], { timeoutMs }).catch((error: unknown) => error);
  return { pushed, written };
}

test.each([
  ["before it knew the fields", isRead],
  ["before it had a token", isSignIn],
])("a worker that slept past its time makes no task: %s (invariant:W1)", async (_, isSlept) => {
  const { pushed, written } = await pushAsleep(isSlept, timeoutMs, true);
  expect(pushed).toMatchObject({ code: "deadline-exceeded" });
  expect(written).toEqual([]);
});

test("a worker that slept for less makes it", async () => {
  const { pushed, written } = await pushAsleep(() => true, 1000, true);
  expect(pushed).toMatchObject([{ status: "written" }]);
  expect(written).toHaveLength(1);
});

/** A push whose write waits, as all slots are taken, while `asleep` goes on; then the slots become free. */
async function pushWaiting(asleep: (time: { advance: (ms: number) => void }) => void, limiter?: Limiter) {
  const { time, crm, onEachAnswer, written } = await org(limiter);
  const held = Promise.withResolvers<void>();
  const others: Promise<unknown>[] = [];
  onEachAnswer(async () => {
    if (others.length > 0) return held.promise;
    // The push has learnt the fields; from now on others take every slot.
    for (let n = 0; n < mostUnderWay; n += 1) others.push(crm.describe());
    // The others' answers wait; the push's own comes now.
    return undefined;
  });
  const pushing = crm.push([patch], { timeoutMs }).catch((error: unknown) => error);
  await new Promise((resolve) => setImmediate(resolve));
  expect(written).toEqual([]);
  asleep(time);
  held.resolve();
  const pushed = await pushing;
  await Promise.all(others);
  return { pushed, written };
}

test("a write that waited for a slot goes while there is time", async () => {
  const { pushed, written } = await pushWaiting((time) => time.advance(timeoutMs - 1));
  expect(pushed).toMatchObject([{ status: "written" }]);
  expect(written).toHaveLength(1);
});

test("a write that waited for a slot while its worker slept past its time is not sent (invariant:W1)", async () => {
  const { pushed, written } = await pushWaiting((time) => time.advance(timeoutMs));
  expect(pushed).toMatchObject({ code: "deadline-exceeded" });
  expect(written).toEqual([]);
});

test("a write that waited for a slot asks the limiter once it has one (invariant:K2)", async () => {
  let isHeld = true;
  const { ports } = simulatedClock(0);
  const limiter: Limiter = {
    lane: (name, limit) => ({
      ...ownLimiter(ports).lane(name, limit),
      async acquire() {
        if (!isHeld) throw new CrmError("aborted", { crm: "salesforce", message: "lost" });
      },
    }),
  };
  const { pushed, written } = await pushWaiting(() => {
    isHeld = false;
  }, limiter);
  expect(pushed).toMatchObject({ code: "aborted" });
  expect(written).toEqual([]);
});
