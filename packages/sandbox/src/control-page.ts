import { html, raw } from "hono/html";
import type { CrmWitness, ShownRecord } from "./crm-witness.ts";

/** Escaped HTML, as hono's `html` gives it. */
export type Markup = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light dark; --line: #d5d9df; --soft: #667085; --mark: #eef4ff; --link: #175cd3; }
@media (prefers-color-scheme: dark) { :root { --line: #3a414c; --soft: #98a2b3; --mark: #1d2939; --link: #84adff; } }
body { font: 14px/1.45 system-ui, sans-serif; margin: 1.5rem; max-width: 110rem; }
h1 { font-size: 1.25rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: Canvas; vertical-align: bottom; }
th[scope="row"] { vertical-align: top; white-space: nowrap; }
td { max-width: 28rem; overflow-wrap: break-word; }
.short { white-space: nowrap; } .long { min-width: 14rem; } .number { text-align: right; }
.list .long > div { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
tbody tr:hover { background: color-mix(in srgb, CanvasText 5%, Canvas); }
a { color: var(--link); }
h1 { margin: 0 0 .3rem; }
.of { font-weight: normal; }
.crms { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 3rem; }
.written { background: var(--mark); } .soft { color: var(--soft); }
nav { margin: .8rem 0; display: flex; gap: 1rem; flex-wrap: wrap; }
`;

/** Values up to this length, such as ids and instants, stay on one line. */
const SHORT = 30;

/** What Headway notes about its own work; it stands behind what it says of the record. */
const NOTES = /(computed_at|policy|reasons)(__c)?$/i;

/** Whether a field is one that Headway writes, in either CRM's spelling. */
function isWrittenField(name: string): boolean {
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
<h2>${crm.title} <span class="soft of">API at ${crm.apiUrl}</span></h2>
<table>
<thead><tr><th scope="col">Object</th><th scope="col">Records</th><th scope="col">JSON</th></tr></thead>
<tbody>${crm.objectTypes.map(
    (type) => html`<tr>
<td><a href="/${crm.name}/${type}">${type}</a></td><td class="number">${crm.count(type)}</td>
<td><a href="/${crm.name}/${type}.json">${type}.json</a></td></tr>`,
  )}</tbody>
</table>
<h2>Requests received <span class="soft of">${requests.total}, <a href="/${crm.name}/requests.json">JSON</a></span></h2>
<table class="list">
<tbody>${operations.map(([operation, count]) => html`<tr>${cell("", operation)}<td class="number">${count}</td></tr>`)}</tbody>
</table>
</section>`;
}

/** The first page: what each CRM holds and what it was asked. */
export function overviewPage(crms: readonly CrmWitness[]): Markup {
  const note = "What each CRM holds and what it was asked, past its API. What Headway wrote stands out.";
  return page(
    "Headway sandbox",
    html`<p class="soft">${note}</p>
<div class="crms">${crms.map(crmSection)}</div>`,
  );
}

function columnsOf(crm: CrmWitness, objectType: string, records: readonly ShownRecord[]): string[] {
  const present = new Set(records.flatMap((record) => Object.keys(record.values)));
  const first = crm.columns[objectType] ?? [...present].filter((name) => !isWrittenField(name)).slice(0, 6);
  const isNote = (name: string): number => (NOTES.test(name) ? 1 : 0);
  const written = [...present].filter(isWrittenField).sort();
  written.sort((left, right) => isNote(left) - isNote(right));
  return [...new Set([...first.slice(0, 1), ...written, ...first.slice(1)])];
}

function cell(name: string, value: unknown): Markup {
  const text = value === null || value === undefined ? "" : String(value);
  const length = text.length <= SHORT ? "short" : "long";
  const shown = length === "short" ? text : html`<div title="${text}">${text}</div>`;
  return html`<td class="${isWrittenField(name) ? `written ${length}` : length}">${shown}</td>`;
}

/** A column's name, which may break after each of its words. */
function columnName(name: string): Markup {
  return html`<th scope="col">${name.split("_").map((word, index) => (index === 0 ? word : html`_<wbr>${word}`))}</th>`;
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
<div class="wide"><table class="list">
<thead><tr><th scope="col">id</th>${columns.map(columnName)}</tr></thead>
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
