import { CrmError } from "@headway/crm";
import { systemPorts } from "@headway/crm/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AccountBook, accountBook } from "./account-book.ts";
import { type FleetDatabase, openFleetDatabase } from "./fleet-database.ts";
import { type Grant, openGrant } from "./grant.ts";
import { leases } from "./leases.ts";
import { sealer } from "./seal.ts";
import { fleetPlace, testKey } from "./testing/fleet-place.ts";

interface Tokens {
  readonly refreshToken: string;
}

const { url, schema, absent } = await fleetPlace("grant");
const name = (accountId: string) => ({ tenant: "acme", crm: "crm-one", accountId });

/** A CRM whose refresh tokens are worth one refresh each: a second use ends all of them. */
function rotatingCrm(first: string) {
  let current = first;
  let refreshes = 0;
  return {
    count: () => refreshes,
    refresh(shown: string): Tokens {
      refreshes += 1;
      if (shown !== current) {
        current = "revoked";
        throw new CrmError("unauthenticated", { crm: "crm-one", message: "no token", status: 400 });
      }
      current = `${first}-${refreshes}`;
      return { refreshToken: current };
    },
  };
}

describe.skipIf(absent !== "")(`a grant on Postgres ${absent}`, () => {
  let database: FleetDatabase;
  let book: AccountBook;
  let owners = 0;
  const grantOf = (accountId: string, refreshTimeoutMs = 5_000): Grant<Tokens> => {
    owners += 1;
    const own = { name: name(accountId), owner: `worker-${owners}`, refreshTimeoutMs };
    return openGrant({ ...own, rows: book.credentials, leases: leases(database), ports: systemPorts });
  };
  const enter = (accountId: string) =>
    book.put({ ...name(accountId), credentials: { clientSecret: "s", tokens: { refreshToken: "first" } } });
  beforeAll(async () => {
    database = await openFleetDatabase({ url, schema, connections: 8 });
    book = accountBook(database, sealer(testKey(3)));
  });
  afterAll(() => database.close());

  /** What a session does when its token is not to be used any more. */
  const renew = (grant: Grant<Tokens>, stale: string, crm: ReturnType<typeof rotatingCrm>) =>
    grant.inTurn(async (beforeSpending) => {
      const stored = await grant.loadTokens();
      if (stored.refreshToken !== stale) return stored;
      await beforeSpending();
      const fresh = crm.refresh(stored.refreshToken);
      await grant.saveTokens(fresh);
      return fresh;
    });

  it("refreshes once however many processes want to (invariant:A1)", async () => {
    await enter("1");
    const crm = rotatingCrm("first");
    const all = await Promise.all(Array.from({ length: 8 }, () => renew(grantOf("1"), "first", crm)));
    expect(crm.count()).toBe(1);
    expect(new Set(all.map(({ refreshToken }) => refreshToken))).toEqual(new Set(["first-1"]));
  });

  it("keeps refreshed tokens when the same credentials are entered again, and takes new ones", async () => {
    await enter("2");
    await renew(grantOf("2"), "first", rotatingCrm("first"));
    await enter("2");
    expect(await grantOf("2").loadTokens()).toEqual({ refreshToken: "first-1" });
    await book.put({ ...name("2"), credentials: { tokens: { refreshToken: "connected-again" } } });
    expect(await grantOf("2").loadTokens()).toEqual({ refreshToken: "connected-again" });
  });

  it("refuses to store over tokens that somebody else stored meanwhile (invariant:A2)", async () => {
    await enter("3");
    const [slow, quick] = [grantOf("3"), grantOf("3")];
    await slow.loadTokens();
    await quick.loadTokens();
    await quick.saveTokens({ refreshToken: "quick" });
    await expect(slow.saveTokens({ refreshToken: "slow" })).rejects.toMatchObject({ code: "lease-lost" });
    expect(await grantOf("3").loadTokens()).toEqual({ refreshToken: "quick" });
    // The answer to a save may get lost: the same tokens again are no conflict.
    await expect(quick.saveTokens({ refreshToken: "quick" })).resolves.toBeUndefined();
  });

  it("keeps a token that is refreshed while the account is sealed anew under another key (invariant:A2)", async () => {
    await enter("7");
    await renew(grantOf("7"), "first", rotatingCrm("first"));
    const changed: string[] = [];
    const between: FleetDatabase = {
      ...database,
      query: async (text, values) => {
        if (/^(INSERT|UPDATE)/.test(text.trim()) && changed.length === 0) {
          changed.push(text);
          await grantOf("7").saveTokens({ refreshToken: "refreshed-in-between" });
        }
        return database.query(text, values);
      },
    };
    const keys = `${testKey(4)},${testKey(3)}`;
    const credentials = { clientSecret: "s", tokens: { refreshToken: "first" } };
    await accountBook(between, sealer(keys)).put({ ...name("7"), cron: "0 6 * * *", credentials });
    expect(changed).toHaveLength(1);
    const renewed = accountBook(database, sealer(testKey(4)));
    expect((await renewed.credentials.open(name("7"))).credentials).toMatchObject({
      tokens: { refreshToken: "refreshed-in-between" },
    });
    expect(await renewed.get(name("7"))).toMatchObject({ cron: "0 6 * * *" });
  });

  it("enters an account with its credentials where it is removed while it is entered again", async () => {
    await enter("8");
    let isRemoved = false;
    const between: FleetDatabase = {
      ...database,
      query: async (text, values) => {
        if (/^(INSERT|UPDATE)/.test(text.trim()) && !isRemoved) {
          isRemoved = true;
          await book.remove(name("8"));
        }
        return database.query(text, values);
      },
    };
    const credentials = { clientSecret: "s", tokens: { refreshToken: "first" } };
    await accountBook(between, sealer(testKey(3))).put({ ...name("8"), credentials });
    expect((await book.credentials.open(name("8"))).credentials).toEqual(credentials);
  });

  it("explains a refusal after a crash between the answer and its storing (invariant:A3)", async () => {
    await enter("4");
    const crm = rotatingCrm("first");
    const dying = grantOf("4");
    const killed = dying.inTurn(async (beforeSpending) => {
      await beforeSpending();
      crm.refresh("first");
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    const next = renew(grantOf("4"), "first", crm);
    await expect(next).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(next).rejects.toThrow(/was cut off before its new tokens were stored/);
    // Nothing is ever deleted: a person can see what was there.
    expect(await grantOf("4").loadTokens()).toEqual({ refreshToken: "first" });
  });

  it("does not speak of a crash where the CRM refused and nothing was lost", async () => {
    await enter("5");
    const crm = rotatingCrm("another");
    for (let time = 0; time < 2; time += 1) {
      const refused = await renew(grantOf("5"), "first", crm).catch((error: unknown) => String(error));
      expect(refused).toContain("no token");
      expect(refused).not.toContain("cut off");
    }
  });

  it("goes on after a refresh that hangs longer than it may, and refuses what that one stores later", async () => {
    await enter("6");
    const hanging = grantOf("6", 50);
    const late: { save: () => Promise<void> } = { save: async () => undefined };
    const stuck = hanging.inTurn(async () => {
      late.save = () => hanging.saveTokens({ refreshToken: "late" });
      return new Promise<never>(() => undefined);
    });
    await expect(stuck).rejects.toMatchObject({ code: "unavailable" });
    expect(await renew(grantOf("6"), "first", rotatingCrm("first"))).toEqual({ refreshToken: "first-1" });
    await expect(late.save()).rejects.toMatchObject({ code: "lease-lost" });
  });

  it("refuses what a refresh stores after its turn, also where the next turn was the same process's (invariant:A2)", async () => {
    await enter("9");
    const grant = grantOf("9", 50);
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    const { promise: saved, resolve: tell } = Promise.withResolvers<unknown>();
    const stuck = grant.inTurn(async () => {
      await grant.loadTokens();
      await answer;
      tell(await grant.saveTokens({ refreshToken: "late" }).catch((error: unknown) => error));
    });
    await expect(stuck).rejects.toMatchObject({ code: "unavailable" });
    await renew(grant, "first", rotatingCrm("first"));
    resolve();
    expect(await saved).toMatchObject({ code: "lease-lost" });
    expect(await grant.loadTokens()).toEqual({ refreshToken: "first-1" });
  });

  it("gives one process's turns one after the other as well (invariant:A1)", async () => {
    await enter("10");
    const grant = grantOf("10");
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await database.query("SELECT pg_sleep(0.1)");
      running -= 1;
    };
    await Promise.all([grant.inTurn(work), grant.inTurn(work)]);
    expect(most).toBe(1);
  });
});
