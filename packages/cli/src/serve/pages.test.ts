import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ServedReview, servedReview } from "../testing/served-review.ts";

let served: ServedReview;

beforeEach(async () => {
  served = await servedReview();
});

afterEach(() => served.close());

async function subjects(): Promise<(string | null)[]> {
  return (await served.crm.backend.tasks()).map(({ subject }) => subject).sort();
}

function words(body: string): string {
  return body
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

const advance = { verdict: "advance", what: "returns the redlines", buyer: "Dana", by: "2026-05-12" };

describe("the pages", () => {
  it("begin with the review, whose policy allows a style by hash and nothing else (invariant:X4)", async () => {
    expect((await served.ask("/")).headers.location).toBe("/review/memory");
    const { status, headers, body } = await served.ask("/review/memory");
    expect(status).toBe(200);
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    );
    expect(body).toContain(/'sha256-[^']+'/.exec(policy)?.[0]);
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(body).not.toContain("<script");
  });

  it("find deals and accounts by a part of their name", async () => {
    const { body } = await served.ask("/search?q=alpha");
    expect(body).toContain(`/why/memory/deal/${served.deal}`);
    expect(body).toContain(`/log/memory/account/${served.account}`);
    expect(words((await served.ask("/search?q=zzz")).body)).toContain("0 deals and accounts");
  });

  it("say why a deal reads as it does, and why it was synced", async () => {
    const { status, body } = await served.ask(`/why/memory/deal/${served.deal}`);
    expect(status).toBe(200);
    expect(words(body)).toContain("Why was this, or was this not, synced? written");
    expect(body.match(/<details class="number">/g)?.length).toBeGreaterThan(3);
  });

  it("say of what is not in the store that it is not, and why", async () => {
    const { status, body } = await served.ask("/why/memory/deal/nothing");
    expect(status).toBe(404);
    expect(words(body)).toContain("not stored");
  });

  it.each([
    "/nothing",
    "/why/memory/person/1",
    "/review",
    "/log/memory/deal",
    "/%E0%A4%A",
    "/why/memory/deal/1/2",
  ])("there is none at %s", async (path) => {
    expect((await served.ask(path)).status).toBe(404);
  });

  it.each(["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/why/memory/deal/..%2F..%2F..%2Fetc%2Fpasswd"])(
    "no file is reached by %s",
    async (path) => {
      const { status, body } = await served.ask(path);
      expect(status).toBe(404);
      expect(body).not.toContain("root:");
    },
  );

  it("are assessed again after a run and not before", async () => {
    const { live } = served.desk;
    const first = await live.assessed("memory");
    expect(await live.assessed("memory")).toBe(first);
    await served.send(`/log/memory/deal/${served.deal}/meeting`, advance);
    expect(await live.assessed("memory"), "what is logged counts from the next run on").toBe(first);
    await served.cli.run("sync", "--as-of", "2026-03-02");
    expect((await live.assessed("memory"))?.assessment.asOf).toBe("2026-03-02T00:00:00.000Z");
    expect(words((await served.ask("/review/memory")).body)).toContain("returns the redlines");
  });
});

describe("a form", () => {
  it.each([
    ["meeting", advance, "Logged: the buyer will: returns the redlines"],
    [
      "commitment",
      { what: "signs", buyer: "Dana", by: "2026-05-12", quote: "" },
      "Logged: the buyer will: signs",
    ],
    ["thanks", { from: "client", topic: "", quote: "You saved our week" }, "Logged: the client thanked us"],
    ["introduction", { from: "us", topic: "hiring" }, "Logged: we made an introduction"],
    ["not-sold", { reason: "too early" }, "Logged: we advised not to buy"],
    ["words", { about: "need", quote: "We lose a day" }, "Logged: the buyer's words about need"],
    ["triage", { decision: "pursuit-paused", reason: "three deferrals" }, "Logged: decided: pursuit paused"],
  ])("of %s arrives in the CRM and says so", async (kind, answers, subject) => {
    const { status, body } = await served.send(`/log/memory/deal/${served.deal}/${kind}`, answers);
    expect(status).toBe(200);
    expect(words(body)).toContain("Memory holds it as done task");
    expect(await subjects()).toContain(subject);
  });

  it("has the server's own mark, which only its pages know", async () => {
    const { body } = await served.ask(`/log/memory/deal/${served.deal}/thanks`);
    expect(body).toContain(`name="csrf" value="${served.desk.csrf}"`);
    const { status } = await served.send(`/log/memory/deal/${served.deal}/thanks`, { csrf: "guess" });
    expect(status).toBe(403);
    expect(await subjects()).toEqual([]);
  });

  it("sent twice is one task (invariant:W1)", async () => {
    await served.send(`/log/memory/deal/${served.deal}/thanks`, { quote: "You saved our week" });
    const { body } = await served.send(`/log/memory/deal/${served.deal}/thanks`, {
      quote: "You saved our week",
    });
    expect(words(body)).toContain("held it already");
    expect(await subjects()).toHaveLength(1);
  });

  it("waits for the one before it, so that both arrive", async () => {
    const path = `/log/memory/deal/${served.deal}`;
    await Promise.all([
      served.send(`${path}/thanks`, { quote: "You saved our week" }),
      served.send(`${path}/not-sold`, { reason: "too early" }),
    ]);
    expect(await subjects()).toEqual(["Logged: the client thanked us", "Logged: we advised not to buy"]);
  });

  it("is kept and not sent while a run works, and says so (invariant:K2)", async () => {
    const { store } = served.desk.live;
    const lease = await store.leases.acquire("run/memory", "a run", 60_000);
    const { status, body } = await served.send(`/log/memory/deal/${served.deal}/thanks`, {});
    expect(status).toBe(200);
    expect(words(body)).toContain("It is kept here and not in Memory yet: a run works on this CRM");
    expect(await subjects()).toEqual([]);
    if (lease !== null) await store.leases.release(lease);
    await served.cli.run("sync");
    expect(await subjects()).toEqual(["Logged: the client thanked us"]);
  });

  it.each([
    ["from another origin", { origin: "https://evil.example" }, 403],
    ["to another name", { host: "evil.example:4173" }, 421],
  ])("%s logs nothing", async (_, over, expected) => {
    const host = "127.0.0.1:4173";
    const type = "application/x-www-form-urlencoded";
    const headers = { host, origin: `http://${host}`, "content-type": type, ...over };
    const { status } = await served.send(`/log/memory/deal/${served.deal}/thanks`, {}, { headers });
    expect(status).toBe(expected);
    expect(await subjects()).toEqual([]);
  });

  it("with an answer that is off comes back as it was filled in, and logs nothing", async () => {
    const { status, body } = await served.send(`/log/memory/deal/${served.deal}/meeting`, {
      ...advance,
      by: "",
    });
    expect(status).toBe(422);
    expect(body).toContain('value="returns the redlines"');
    expect(words(body)).toContain("Nothing was logged: one answer is off");
    expect(await subjects()).toEqual([]);
  });

  it.each([
    ["a field it does not have", { mood: "good" }],
    ["an instant that is none", { at: "yesterday" }],
    ["an instant of the future", { at: "2026-03-01T12:00:01.000Z" }],
    ["an instant long past", { at: "2025-03-01T12:00:00.000Z" }],
  ])("with %s logs nothing", async (_, over) => {
    expect((await served.send(`/log/memory/deal/${served.deal}/thanks`, over)).status).toBe(400);
    expect(await subjects()).toEqual([]);
  });

  it("with a field given twice logs nothing", async () => {
    const body = `csrf=${served.desk.csrf}&at=2026-03-01T12:00:00.000Z&quote=a&quote=b`;
    const { status } = await served.send(`/log/memory/deal/${served.deal}/thanks`, {}, { body });
    expect(status).toBe(400);
    expect(await subjects()).toEqual([]);
  });

  it("to a page that takes none logs nothing", async () => {
    expect((await served.send("/review/memory", {})).status).toBe(405);
  });

  it("shows what was typed as text and nothing else (invariant:X4)", async () => {
    const quote = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const off = await served.send(`/log/memory/deal/${served.deal}/words`, { quote });
    expect(off.status).toBe(422);
    expect(off.body).not.toMatch(/<script|<img/);
    const done = await served.send(`/log/memory/deal/${served.deal}/not-sold`, { reason: quote });
    expect(done.status).toBe(200);
    expect(done.body).not.toMatch(/<script|<img/);
  });
});
