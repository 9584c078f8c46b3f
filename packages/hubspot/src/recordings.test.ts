import { existsSync, readFileSync } from "node:fs";
import type { ChangePage, PullRequest } from "@headway/crm";
import { describe, expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";

const recordings = new URL("../../../../shared/recordings/hubspot/", import.meta.url);
const areThere = existsSync(recordings);
if (!areThere)
  process.stderr.write(`skipping tests on recorded answers: ${recordings.pathname} is not there\n`);

/** The adapter over recorded answers, by a part of the path; anything else is answered with 404. */
function over(answers: Readonly<Record<string, string>>) {
  const recorded = async (input: unknown): Promise<Response> => {
    const file = Object.entries(answers).find(([part]) => String(input).includes(part))?.[1];
    const headers = { "content-type": "application/json", date: "Mon, 04 Jan 2027 00:00:00 GMT" };
    if (file === undefined) return Response.json({ status: "error" }, { status: 404, headers });
    return new Response(readFileSync(new URL(file, recordings), "utf8"), { headers });
  };
  return hubspotFetch({ accessToken: "t", limits: "off", fetch: recorded });
}

async function firstPage(
  answers: Readonly<Record<string, string>>,
  request: PullRequest,
): Promise<ChangePage> {
  for await (const page of over(answers).pull(request)) return page;
  throw new Error("no page came");
}

describe.skipIf(!areThere)("recorded answers", () => {
  test("deals", async () => {
    const answers = {
      "/objects/2026-09/deals": "336-verified-mock-deals-data.json",
      "account-info": "312-connector-post-auth-account-info.json",
    };
    const page = await firstPage(answers, { type: "changes", object: "deal" });
    expect(page.changes).toMatchObject([
      {
        type: "upserted",
        record: {
          id: "6744192456",
          name: "With Atul",
          stageId: "qualifiedtobuy",
          pipelineId: "default",
          amount: { amount: "500", currency: "USD" },
          closeDate: null,
          createdAt: "2023-02-24T03:01:01.147Z",
          modifiedAt: "2023-02-24T03:01:01.711Z",
          stageHistory: { status: "unknown" },
        },
      },
      { record: { id: "6744457152", amount: { amount: "3233" } } },
    ]);
  });

  test("a search and the associations of what it found", async () => {
    const answers = {
      "contacts/search": "330-connector-search-contacts-1-first-page.json",
      "associations/": "332-connector-search-contacts-contacts-to-companies.json",
    };
    const since = JSON.stringify({ v: 1, object: "contact", state: { phase: "search", since: 0 } });
    const page = await firstPage(answers, { type: "changes", object: "contact", since });
    expect(page).toMatchObject({
      expectedCount: 57,
      caughtUp: false,
      changes: [
        {
          record: {
            id: "501",
            firstName: "Johnnie",
            lastName: "Heller",
            links: { account: { status: "known", value: ["29022297485"] } },
          },
        },
      ],
    });
    expect(JSON.parse(page.cursor ?? "")).toMatchObject({ state: { lastId: "501" } });
  });

  test("companies with none of the scopes they need", async () => {
    const forbidden = "008-ruby-hubs-find-by-id-no-scope.json";
    const refused = async () =>
      new Response(readFileSync(new URL(forbidden, recordings), "utf8"), {
        status: 403,
        headers: { "content-type": "application/json" },
      });
    const crm = hubspotFetch({ accessToken: "t", limits: "off", fetch: refused });
    const pull = crm.pull({ type: "changes", object: "account" })[Symbol.asyncIterator]();
    await expect(pull.next()).rejects.toMatchObject({
      code: "forbidden",
      details: {
        subject: "crm.objects.companies.read",
        remedy: "grant the scope crm.objects.companies.read",
      },
    });
  });

  test("account, pipelines and properties; what is not readable is unknown, not empty", async () => {
    const schema = await over({
      "account-info": "312-connector-post-auth-account-info.json",
      pipelines: "309-connector-metadata-deals-external-pipelines.json",
      "properties/2026-09/contacts": "308-connector-metadata-contacts-properties-sampled.json",
    }).describe();
    expect(schema.account).toEqual({ id: "12345678", name: null, timeZone: "US/Eastern", currency: "USD" });
    expect(schema.serverAt).toBe("2027-01-04T00:00:00.000Z");
    const stages = schema.pipelines.status === "known" ? schema.pipelines.value[0]?.stages : [];
    expect(stages?.map((stage) => [stage.id, stage.status, stage.probability])).toEqual([
      ["appointmentscheduled", "open", 0.2],
      ["qualifiedtobuy", "open", 0.4],
      ["presentationscheduled", "open", 0.6],
      ["decisionmakerboughtin", "open", 0.8],
      ["contractsent", "open", 0.9],
      ["closedwon", "won", 1],
      ["closedlost", "lost", 0],
    ]);
    const fields = schema.objects.contact?.status === "known" ? schema.objects.contact.value.fields : [];
    expect(fields).toHaveLength(15);
    expect(fields[0]).toEqual({ name: "address", label: "Street Address", kind: "text", writable: true });
    expect(fields.filter((field) => field.reason === "calculated by HubSpot").length).toBeGreaterThanOrEqual(
      3,
    );
    expect(schema.objects.deal?.status).toBe("unknown");
    expect(schema.missingGrants.status).toBe("unknown");
  });
});
