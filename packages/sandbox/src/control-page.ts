import { html, raw } from "hono/html";
import type { CrmWitness, ShownRecord } from "./crm-witness.ts";

/** Escaped HTML, as hono's `html` gives it. */
export type Markup = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light dark; --line: #d5d9df; --soft: #667085; --mark: #eef4ff; }
@media (prefers-color-scheme: dark) { :root { --line: #3a414c; --soft: #98a2b3; --mark: #1d2939; } }
body { font: 14px/1.45 system-ui, sans-serif; margin: 1.5rem; max-width: 110rem; }
h1 { font-size: 1.25rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: Canvas; white-space: nowrap; }
td { max-width: 28rem; overflow-wrap: break-word; }
.short { white-space: nowrap; } .long { min-width: 14rem; } .number { text-align: right; }
.crms { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 3rem; }
.written { background: var(--mark); } .soft { color: var(--soft); }
nav { margin: .8rem 0; display: flex; gap: 1rem; flex-wrap: wrap; }
`;

/** Values up to this length, such as ids and instants, stay on one line. */
const SHORT = 24;

/** Whether a field is one that Headway writes, in either CRM's spelling. */
export function isWrittenField(name: string): boolean {
  return name.toLowerCase().startsWith("headway_");
}

function page(title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>`;
}

function crmSection(crm: CrmWitness): Markup {
  const requests = crm.requests();
  const operations = Object.entries(requests.byOperation).sort(([, a], [, b]) => b - a);
  return html`<section>
<h2>${crm.title}</h2>
<p class="soft">API at ${crm.apiUrl}</p>
<table>
<thead><tr><th scope="col">Object</th><th scope="col">Records</th><th scope="col">JSON</th></tr></thead>
<tbody>${crm.objectTypes.map(
    (type) => html`<tr>
<td><a href="/${crm.name}/${type}">${type}</a></td><td class="number">${crm.count(type)}</td>
<td><a href="/${crm.name}/${type}.json">${type}.json</a></td></tr>`,
  )}</tbody>
</table>
<h2>${crm.title}: requests received, <a href="/${crm.name}/requests.json">${requests.total}</a></h2>
<table>
<tbody>${operations.map(([operation, count]) => html`<tr><td>${operation}</td><td class="number">${count}</td></tr>`)}</tbody>
</table>
</section>`;
}

/** The first page: what each CRM holds and what it was asked. */
export function overviewPage(crms: readonly CrmWitness[]): Markup {
  return page("Headway sandbox", html`<div class="crms">${crms.map(crmSection)}</div>`);
}

function columnsOf(crm: CrmWitness, objectType: string, records: readonly ShownRecord[]): string[] {
  const present = new Set(records.flatMap((record) => Object.keys(record.values)));
  const first = crm.columns[objectType] ?? [...present].filter((name) => !isWrittenField(name)).slice(0, 6);
  const written = [...present].filter(isWrittenField).sort();
  return [...new Set([...first.slice(0, 1), ...written, ...first.slice(1)])];
}

function cell(name: string, value: unknown): Markup {
  const text = value === null || value === undefined ? "" : String(value);
  const length = text.length <= SHORT ? "short" : "long";
  return html`<td class="${isWrittenField(name) ? `written ${length}` : length}">${text}</td>`;
}

/** A page of records as a table; fields that Headway wrote stand out. */
export function recordsPage(
  crm: CrmWitness,
  objectType: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Markup {
  const records = crm.page(objectType, offset, limit);
  const columns = columnsOf(crm, objectType, records);
  const total = crm.count(objectType);
  const next = offset + limit;
  const link = (to: number, text: string) => html`<a href="?limit=${limit}&after=${to}">${text}</a>`;
  return page(
    `${crm.title}: ${objectType}`,
    html`<nav><a href="/">Overview</a>
<span class="soft">${total === 0 ? 0 : offset + 1} to ${Math.min(next, total)} of ${total}</span>
${offset > 0 ? link(Math.max(0, offset - limit), "Previous") : ""}
${next < total ? link(next, "Next") : ""}
${next < total ? link(total - limit, "Last") : ""}
<a href="/${crm.name}/${objectType}.json?limit=${limit}&after=${offset}">JSON</a></nav>
<div class="wide"><table>
<thead><tr><th scope="col">id</th>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${records.map(
      (
        record,
      ) => html`<tr><td class="short"><a href="/${crm.name}/${objectType}/${record.id}">${record.id}</a></td>
${columns.map((name) => cell(name, record.values[name]))}</tr>`,
    )}</tbody>
</table></div>`,
  );
}

/** One record: its values, and the rest of it as JSON. */
export function recordPage(crm: CrmWitness, objectType: string, record: ShownRecord): Markup {
  const names = Object.keys(record.values).sort();
  return page(
    `${crm.title}: ${objectType} ${record.id}`,
    html`<nav><a href="/">Overview</a><a href="/${crm.name}/${objectType}">${objectType}</a>
<a href="/${crm.name}/${objectType}/${record.id}.json">JSON</a></nav>
<div class="wide"><table>
<tbody>${names.map((name) => html`<tr><th scope="row">${name}</th>${cell(name, record.values[name])}</tr>`)}</tbody>
</table></div>
<h2>Whole record</h2>
<pre class="wide">${JSON.stringify(record.whole, null, 2)}</pre>`,
  );
}
