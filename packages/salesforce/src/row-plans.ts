import type { CallOptions, ObjectName, RecordsRequest } from "@headway/crm";
import type { ChildTable } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { changeTables } from "./field-history.ts";
import { describePart, goodAnswer } from "./named-rows.ts";
import { sourceOf } from "./object-source.ts";
import { planRow, type RowPlan } from "./row-plan.ts";
import { ObjectDescribe, readBody } from "./vendor-answers.ts";

/** The plans of the objects asked for, from one request; `seesEmails` comes along for free. */
export async function readPlans(
  client: Client,
  objects: readonly ObjectName[],
  fields: RecordsRequest["fields"],
  tables: readonly ChildTable[],
  call: CallOptions,
): Promise<{ plans: ReadonlyMap<ObjectName, RowPlan>; seesEmails: boolean }> {
  const sobjects = new Set(objects.map((object) => sourceOf(object).sobject));
  const parts = [...new Set([...sobjects, "EmailMessage" as const])].map((sobject) => describePart(sobject));
  const answers = await client.readParts(parts, call);
  const plans = objects.map((object): [ObjectName, RowPlan] => {
    const source = sourceOf(object);
    const body = goodAnswer(answers, source.sobject, `/sobjects/${source.sobject}/describe`).body;
    const describe = readBody(ObjectDescribe, body, `the describe of ${source.sobject}`);
    const plan = planRow(object, source, describe, fields?.[object] ?? [], tablesOf(client));
    return [object, object === "deal" ? withTables(plan, tables) : plan];
  });
  return { plans: new Map(plans), seesEmails: answers.get("EmailMessage")?.status === 200 };
}

/** What was asked for by name adds to what the adapter was told to read always. */
function withTables(plan: RowPlan, tables: readonly ChildTable[]): RowPlan {
  return tables.length > plan.changeTables.length ? { ...plan, changeTables: tables } : plan;
}

/** The tables of changes, where the adapter was told to read them always. */
export function tablesOf(client: Client): ((deal: ObjectDescribe) => readonly ChildTable[]) | undefined {
  if (!client.options.fieldHistory) return undefined;
  return ({ childRelationships = [] }) =>
    changeTables(childRelationships.some(({ childSObject }) => childSObject === "OpportunityFieldHistory"));
}
