import type { RecordedCase } from "./recorded-case.ts";
import { type SandboxAnswer, type SandboxOrg, sandboxOrg } from "./sandbox-org.ts";

const header = "Name,StageName,CloseDate,Email__c";
const bad = "Name,StageName,CloseDate\nA,Prospecting,2027-06-30\nB,Prospecting,never\n";

type Step = (org: SandboxOrg, id: string) => Promise<SandboxAnswer>;

/** Makes an upsert job, uploads rows and does one more step. */
async function job(operation: string, csv: string, step: Step, processingMs = 0): Promise<SandboxAnswer> {
  const org = sandboxOrg({ bulk: { processingMs } });
  const object = operation === "upsert" ? "Contact" : "Opportunity";
  const key = operation === "upsert" ? { externalIdFieldName: "Email" } : {};
  const made = await org.rest("POST", "/jobs/ingest", { object, operation, ...key });
  const { id } = made.body as { id: string };
  await org.rest("PUT", `/jobs/ingest/${id}/batches`, csv, { "content-type": "text/csv" });
  return step(org, id);
}

const close: Step = (org, id) => org.rest("PATCH", `/jobs/ingest/${id}`, { state: "UploadComplete" });
const read: Step = async (org, id) => {
  await close(org, id);
  return org.rest("GET", `/jobs/ingest/${id}`);
};

const contacts = "LastName,Email\nA,a@b.example\n";
const never = { never: "the adapter writes no rows in bulk" };

const ingest = (
  number: string,
  operation: string,
  csv: string,
  step: Step,
  processingMs = 0,
): RecordedCase => ({
  number,
  reading: "bulk-job",
  ask: () => job(operation, csv, step, processingMs),
});

async function launch(operation: string): Promise<SandboxAnswer> {
  const key = operation === "upsert" ? { externalIdFieldName: "Email" } : {};
  return sandboxOrg().rest("POST", "/jobs/ingest", { object: "Contact", operation, ...key });
}

/** Jobs of Bulk API 2.0. */
export const bulkCases: readonly RecordedCase[] = [
  { number: "155", reading: "bulk-job", ask: () => launch("delete") },
  { number: "163", reading: "bulk-job", ask: () => launch("upsert") },
  ingest("156", "delete", "Id\n", close, 1000),
  ingest("164", "upsert", contacts, close, 1000),
  ingest("157", "upsert", `${header}\n`, read),
  ingest("158", "upsert", contacts, read, 1000),
  ingest("160", "upsert", "LastName,Email\nA,a@b.example\nB,none\n", read),
  ingest("161", "upsert", contacts, read),
  {
    number: "159",
    reading: never,
    ask: () =>
      job("insert", bad, async (org, id) => {
        await close(org, id);
        return org.rest("GET", `/jobs/ingest/${id}/failedResults`);
      }),
  },
  {
    number: "162",
    reading: "bulk-job",
    ask: () =>
      sandboxOrg().rest("POST", "/jobs/query", { operation: "query", query: "SELECT Id FROM Account" }),
  },
];

/** The first line of a CSV body, its own fields left out: what Salesforce itself puts there. */
export function csvShape(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const [first = "", second = ""] = text.split(/\r?\n/);
  const own = first.split(",").filter((name) => name.includes("sf__"));
  const error = /^"","([A-Z_]+):/.exec(second)?.[1] ?? "none";
  return new Map([...own, `error ${error}`].map((name) => [name, new Set(["column"])]));
}
