import type { CallOptions, ObjectName, PushOutcome, RecordRef } from "@headway/crm";
import type { Client } from "./client.ts";
import { readsAsSent } from "./outgoing-value.ts";
import type { Outgoing, RowsWriter } from "./push-rows.ts";
import { byIdsQuery } from "./row-query.ts";
import { isRow } from "./vendor-answers.ts";

/** An update of an existing record. `key` is its id. */
export interface OutgoingUpdate extends Outgoing {
  readonly ref: RecordRef;
  readonly sobject: string;
}

/** Updates by id through sObject Collections: 200 to a request, each row with its own outcome. */
export function updatesWriter(client: Client, updates: ReadonlyMap<number, OutgoingUpdate>): RowsWriter {
  const updateOf = (row: Outgoing): OutgoingUpdate | undefined => updates.get(row.index);
  return {
    request: (rows) => ({
      method: "PATCH",
      path: client.path("/composite/sobjects"),
      body: {
        allOrNone: false,
        records: rows.map((row) => ({
          attributes: { type: updateOf(row)?.sobject },
          id: row.key,
          ...row.fields,
        })),
      },
    }),
    written: (row) => writtenOutcome(updateOf(row)?.ref.object ?? "deal", row.key),
    settle: (rows, call) => settleUpdates(client, rows, updateOf, call),
  };
}

function writtenOutcome(object: ObjectName, id: string): PushOutcome {
  return { status: "written", ref: { object, id }, created: false };
}

/** Reads the records and compares; one query per sobject. */
async function settleUpdates(
  client: Client,
  rows: readonly Outgoing[],
  updateOf: (row: Outgoing) => OutgoingUpdate | undefined,
  call: CallOptions,
): Promise<ReadonlyMap<number, PushOutcome>> {
  const settled = new Map<number, PushOutcome>();
  for (const [sobject, own] of Map.groupBy(rows, (row) => updateOf(row)?.sobject ?? "")) {
    const columns = [...new Set(["Id", ...own.flatMap((row) => Object.keys(row.fields))])];
    const query = byIdsQuery(
      sobject,
      columns,
      own.map((row) => row.key),
    );
    const { rows: found } = await client.query(query, { all: false }, call);
    for (const row of own) {
      const record = found.filter(isRow).find((one) => String(one.Id).slice(0, 15) === row.key.slice(0, 15));
      const isSame = Object.entries(row.fields).every(([name, value]) => readsAsSent(value, record?.[name]));
      const object = updateOf(row)?.ref.object;
      if (record !== undefined && isSame && object !== undefined) {
        settled.set(row.index, writtenOutcome(object, row.key));
      }
    }
  }
  return settled;
}
