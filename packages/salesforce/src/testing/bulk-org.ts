type Answer = (request: Request) => Promise<Response>;

/** What a bulk query meets. */
export interface BulkSettings {
  /** Rows to a page of results at most, whatever was asked for. Default: as asked. */
  readonly mostRows?: number;
  /** How often a job says that it is still under way. Default once. */
  readonly polls?: number;
  /** Objects whose jobs are refused when they are made. */
  readonly refused?: readonly string[];
  /** Objects whose jobs end as `Failed`. */
  readonly failed?: readonly string[];
  /** Gives rows back to front. */
  readonly reversed?: boolean;
  /** Pages after this many are gone, as after seven days. */
  readonly pagesKept?: number;
}

interface Job {
  readonly id: string;
  readonly sobject: string;
  readonly lines: readonly string[];
  polls: number;
}

/** Bulk API 2.0 queries in front of an org that answers queries by REST; everything else passes. */
export function bulkOrg(
  settings: BulkSettings = {},
): (request: Request, answer: Answer) => Promise<Response> {
  const jobs = new Map<string, Job>();
  return async (request, answer) => {
    const url = new URL(request.url);
    const [, base = "", below] = /^(\/services\/data\/v[\d.]+)\/jobs\/query(\/.*)?$/.exec(url.pathname) ?? [];
    if (base === "") return answer(request);
    if (request.method === "POST") {
      const { operation, query } = (await request.json()) as { operation: string; query: string };
      const job = await makeJob(request, answer, `${base}/${operation}`, query, jobs.size, settings);
      if (job instanceof Response) return job;
      jobs.set(job.id, job);
      return stateOf(job, settings);
    }
    const [, id = "", results] = /^\/(\w+)(\/results)?$/.exec(below ?? "") ?? [];
    const job = jobs.get(id);
    if (job === undefined) return refusal(404, "NOT_FOUND");
    return results === undefined ? stateOf(job, settings) : resultsOf(job, url.searchParams, settings);
  };
}

async function makeJob(
  request: Request,
  answer: Answer,
  path: string,
  query: string,
  serial: number,
  settings: BulkSettings,
): Promise<Job | Response> {
  const sobject = / FROM (\w+)/.exec(query)?.[1] ?? "";
  if (settings.refused?.includes(sobject) === true) return refusal(400, "INVALIDENTITY");
  const columns = (/^SELECT (.*?) FROM /.exec(query)?.[1] ?? "").split(", ");
  const rows: Record<string, unknown>[] = [];
  for (let next: string | undefined = `${path}?q=${encodeURIComponent(query)}`; next !== undefined; ) {
    const { headers } = request;
    const authorization = headers.get("authorization") ?? "";
    const asked = new Request(new URL(next, request.url), { headers: { authorization } });
    const body = (await (await answer(asked)).json()) as {
      records: Record<string, unknown>[];
      nextRecordsUrl?: string;
    };
    rows.push(...body.records);
    next = body.nextRecordsUrl;
  }
  if (settings.reversed === true) rows.reverse();
  const lines = rows.map((row) => `${columns.map((name) => cell(row[name])).join(",")}\n`);
  const header = `${columns.map((name) => cell(name)).join(",")}\n`;
  return {
    id: `750xx00000${String(serial).padStart(5, "0")}AAA`,
    sobject,
    lines: [header, ...lines],
    polls: settings.polls ?? 1,
  };
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '""';
  return `"${String(value).replaceAll('"', '""')}"`;
}

function stateOf(job: Job, settings: BulkSettings): Response {
  const isOver = job.polls <= 0;
  job.polls -= 1;
  const end = settings.failed?.includes(job.sobject) === true ? "Failed" : "JobComplete";
  const errorMessage = end === "Failed" && isOver ? "QUERY_TIMEOUT: too long" : null;
  return Response.json({ id: job.id, operation: "query", state: isOver ? end : "InProgress", errorMessage });
}

function resultsOf(job: Job, query: URLSearchParams, settings: BulkSettings): Response {
  const from = Number(query.get("locator") ?? 0);
  const [header = "", ...rows] = job.lines;
  const most = Math.min(Number(query.get("maxRecords") ?? rows.length), settings.mostRows ?? rows.length);
  if (settings.pagesKept !== undefined && from >= settings.pagesKept * most) return refusal(404, "NOT_FOUND");
  const page = rows.slice(from, from + most);
  const next = from + most < rows.length ? String(from + most) : "null";
  const headers = {
    "content-type": "text/csv",
    "sforce-locator": next,
    "sforce-numberofrecords": String(page.length),
  };
  return new Response([header, ...page].join(""), { headers });
}

function refusal(status: number, errorCode: string): Response {
  return Response.json([{ errorCode, message: "not by bulk" }], { status });
}
