import { salesforceSandbox, startSandbox } from "@headway/sandbox";

/** Where the org listens. */
export interface BulkOrgAddress {
  readonly url: string;
  readonly accessToken: string;
}

const kept = 3000;
const [count = "0"] = process.argv.slice(2);
const total = Number(count);

/**
 * An org that says it has very many accounts. The first few are a sandbox's; the rows of bulk queries are
 * made up as they are asked for, since the memory measured is the reader's and this machine has to
 * hold both.
 */
const sandbox = salesforceSandbox({ limits: "off", dailyLimit: 10_000_000 });
sandbox.seed(
  "Account",
  Array.from({ length: kept }, (_, index) => ({ Name: `Company ${index}`, IsDeleted: false })),
);
const ownerId = String(sandbox.records("User")[0]?.Id);

const running = await startSandbox({ salesforce: { ...sandbox, fetch: answer } });
const address: BulkOrgAddress = { url: running.salesforce.url, accessToken: sandbox.accessToken };
process.send?.(address);
process.once("disconnect", () => process.exit(0));

let columns: string[] = [];

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (/\/jobs\/query$/.test(url.pathname)) {
    const { query } = (await request.json()) as { query: string };
    columns = (/^SELECT (.*?) FROM /.exec(query)?.[1] ?? "").split(", ");
    return job();
  }
  if (url.pathname.endsWith("/results")) return results(url.searchParams);
  if (url.pathname.includes("/jobs/query/")) return job();
  const text = await request.clone().text();
  const response = await sandbox.fetch(request);
  if (!text.includes("COUNT()")) return response;
  return new Response(
    (await response.text()).replace(`"totalSize":${kept},`, `"totalSize":${total},`),
    response,
  );
}

function job(): Response {
  return Response.json({ id: "750000000000001AAA", state: "JobComplete" });
}

/** What the sandbox already gave counts as read: ids go on after its own. */
function results(query: URLSearchParams): Response {
  const from = Number(query.get("locator") ?? 2000);
  const to = Math.min(total, from + Number(query.get("maxRecords")));
  const lines = [`${columns.map((name) => `"${name}"`).join(",")}\n`];
  for (let index = from; index < to; index += 1) {
    lines.push(`${columns.map((name) => `"${cell(name, index)}"`).join(",")}\n`);
  }
  const next = to < total ? String(to) : "null";
  const headers = {
    "content-type": "text/csv",
    "sforce-locator": next,
    "sforce-numberofrecords": String(to - from),
  };
  return new Response(lines.join(""), { headers });
}

function cell(name: string, index: number): string {
  if (name === "Id") return `001zz${String(index).padStart(10, "0")}AAA`;
  if (name === "Name") return `Company ${index}, of ""somewhere""`;
  if (name === "Website") return `https://company${index}.example`;
  if (name === "OwnerId") return ownerId;
  if (name === "IsDeleted") return "false";
  return name.endsWith("Date") || name === "SystemModstamp" ? "2026-05-01T12:00:00.000Z" : "";
}
