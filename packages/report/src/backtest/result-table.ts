import { html, type Markup, type Part } from "../html/markup.ts";

/** What stands in a table: the first cell of a row names it. */
export interface ResultTable {
  /** What the table is of, for those who do not see it. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Part[])[];
}

/** A table of figures; on a phone each row becomes a block in which every figure stands beside its heading. */
export function resultTable({ name, head, rows }: ResultTable): Markup {
  return html`<table class="results"><caption class="aloud">${name}</caption><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells.map((cell, place) => cellOf(cell, place, head[place] ?? ""))}</tr>`)}</tbody></table>`;
}

function cellOf(cell: Part, place: number, head: string): Markup {
  return place === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-head="${head}">${cell}</td>`;
}
