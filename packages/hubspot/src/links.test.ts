import type { HttpAnswer } from "@headway/crm/http";
import { describe, expect, test } from "vitest";
import { type Client, openClient } from "./client.ts";
import { connect } from "./connect.ts";
import { listedLinks, readLinks } from "./links.ts";
import { parseOptions } from "./options.ts";

/** A client whose requests get these answers, one after the other. */
function answering(...bodies: readonly unknown[]): { client: Client; sent: unknown[] } {
  const sent: unknown[] = [];
  const left = [...bodies];
  const settings = parseOptions({ limits: "off", attempts: 1 });
  const transport = async ({ body }: { body?: unknown }): Promise<HttpAnswer> => {
    sent.push(body);
    const next = left.shift();
    return typeof next === "number"
      ? { status: next, headers: {}, body: null }
      : { status: 207, headers: {}, body: next };
  };
  return { client: openClient(connect(transport, settings)), sent };
}

const to = (...ids: number[]) =>
  ids.map((toObjectId) => ({ toObjectId, associationTypes: [{ typeId: 341 }] }));
const none = (id: string) => ({
  status: "error",
  subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
  message: "No company is associated",
  context: { fromObjectId: [id] },
});

describe("association reads", () => {
  test("found, said to be none, and left out without any error", async () => {
    const { client } = answering({
      results: [{ from: { id: "1" }, to: to(7, 8, 7) }],
      errors: [none("2")],
      numErrors: 1,
    });
    const links = await readLinks(client, "deal", "account", ["1", "2", "3"]);
    expect(links.get("1")).toEqual({ status: "known", value: ["7", "8"] });
    expect(links.get("2")).toEqual({ status: "known", value: [] });
    expect(links.get("3")).toEqual({ status: "known", value: [] });
  });

  test.each([
    ["an error about the record", { results: [], errors: [{ message: "no", context: { ids: ["1"] } }] }],
    ["an error about nobody in particular", { results: [], errors: [{ message: "trouble" }] }],
    ["errors that are counted and not listed", { results: [], errors: [none("2")], numErrors: 36 }],
    ["a refusal", 403],
    ["a failure", 500],
    ["an answer of another form", { rows: [] }],
  ])("%s makes links unknown, never empty", async (_, body) => {
    const links = await readLinks(answering(body).client, "deal", "account", ["1"]);
    expect(links.get("1")).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("links to account"),
    });
  });

  test("refused credentials end the call", async () => {
    const failure = readLinks(answering(401).client, "deal", "account", ["1"]);
    await expect(failure).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("pages are followed, and a second page that fails leaves no half list", async () => {
    const first = { results: [{ from: { id: "1" }, to: to(7), paging: { next: { after: "x" } } }] };
    const whole = answering(first, { results: [{ from: { id: "1" }, to: to(8) }] });
    const both = await readLinks(whole.client, "deal", "contact", ["1"]);
    expect(both.get("1")).toEqual({ status: "known", value: ["7", "8"] });
    expect(whole.sent[1]).toEqual({ inputs: [{ id: "1", after: "x" }] });
    const half = await readLinks(answering(first, 503).client, "deal", "contact", ["1"]);
    expect(half.get("1")?.status).toBe("unknown");
  });

  test("the primary company comes first, from either kind of read", async () => {
    const primary = { toObjectId: 8, associationTypes: [{ typeId: 341 }, { typeId: 5 }] };
    const { client } = answering({ results: [{ from: { id: "1" }, to: [...to(7), primary] }] });
    const read = await readLinks(client, "deal", "account", ["1"]);
    expect(read.get("1")).toEqual({ status: "known", value: ["8", "7"] });
    const results = [
      { id: "7", type: "deal_to_company_unlabeled" },
      { id: "8", type: "deal_to_company_unlabeled" },
      { id: "8", type: "deal_to_company" },
    ];
    const listed = listedLinks({ associations: { companies: { results } } }, ["account", "contact"]);
    expect(listed.links).toEqual({
      account: { status: "known", value: ["8", "7"] },
      contact: { status: "known", value: [] },
    });
  });
});
