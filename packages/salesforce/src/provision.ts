import { type CallOptions, CrmError, type ProvisionOutcome, type ProvisionStep } from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import type { Client } from "./client.ts";
import {
  customFieldXml,
  fieldConflict,
  isTaskKey,
  metadataNames,
  noKeyNote,
  withoutKey,
} from "./custom-field.ts";
import { metadataBatchSize } from "./limits.ts";
import { callMetadata, grantFields } from "./permission-set.ts";
import { blocks, element, type MetadataResult, readMetadataResults } from "./soap.ts";

/** A step with the names its field has in Salesforce. */
interface Named {
  readonly index: number;
  readonly step: ProvisionStep;
  readonly fullName: string;
  readonly permission: string;
}

/**
 * Makes and removes Headway's own fields through the Metadata API, then opens them to the user these
 * credentials belong to. Existing fields are read first, also those that field-level security hides,
 * so that none is ever retyped.
 */
export async function provisionFields(
  client: Client,
  steps: readonly ProvisionStep[],
  options: CallOptions,
): Promise<ProvisionOutcome[]> {
  const budget = timeLeft(options, client.options.ports);
  client.describes.clear();
  const outcomes = new Map<number, ProvisionOutcome>();
  const named = steps.flatMap((step, index) => nameStep(step, index, outcomes));
  for (const run of runsOfOneType(named)) {
    if (run[0]?.step.type === "remove-field") await removeFields(client, run, outcomes, budget);
    else await createFields(client, run, outcomes, budget);
  }
  return steps.map((step, index) => outcomes.get(index) ?? refused(step, undefined));
}

function nameStep(step: ProvisionStep, index: number, outcomes: Map<number, ProvisionOutcome>): Named[] {
  const names = metadataNames(step.field);
  if (names === undefined || names.fullName.length > "Opportunity.".length + 43) {
    const reason = `Salesforce cannot have a field \`${step.field.name}\` on \`${step.field.object}\``;
    outcomes.set(index, { status: "refused", step, code: "unsupported", reason });
    return [];
  }
  return [{ index, step, ...names }];
}

/** Steps in order, neighbours of one type together. */
function runsOfOneType(named: readonly Named[]): Named[][] {
  const runs: Named[][] = [];
  for (const one of named) {
    const run = runs.at(-1);
    if (run?.[0]?.step.type === one.step.type) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

async function createFields(
  client: Client,
  run: readonly Named[],
  outcomes: Map<number, ProvisionOutcome>,
  budget: () => CallOptions,
): Promise<void> {
  const existing = await readFields(client, run, budget);
  const usable: Named[] = [];
  const missing = new Map<string, Named>();
  for (const one of run) {
    const xml = existing.get(one.fullName.toLowerCase());
    const conflict = xml === undefined ? undefined : fieldConflict(one.step.field, xml);
    if (xml === undefined && !missing.has(one.fullName)) missing.set(one.fullName, one);
    else if (conflict === undefined) outcomes.set(one.index, alreadyThere(one, xml));
    else outcomes.set(one.index, { status: "refused", step: one.step, code: "conflict", reason: conflict });
    if (xml !== undefined && conflict === undefined) usable.push(one);
  }
  for (const batch of batches([...missing.values()])) {
    const results = await createBatch(client, batch, undefined, budget());
    for (const one of batch) {
      const outcome = created(one, resultOf(results, one));
      const last = await createWithoutKey(client, one, outcome, budget);
      outcomes.set(one.index, last);
      if (last.status === "created") usable.push(one);
    }
  }
  if (usable.length > 0) await openFields(client, usable, outcomes, budget);
}

function alreadyThere({ step }: Named, xml: string | undefined): ProvisionOutcome {
  const note = xml === undefined ? undefined : noKeyNote(step.field, xml);
  return { status: "already-there", step, ...(note === undefined ? {} : { note }) };
}

async function createBatch(
  client: Client,
  batch: readonly Named[],
  isUnique: boolean | undefined,
  call: CallOptions,
): Promise<readonly MetadataResult[]> {
  const content = batch.map((one) => customFieldXml(one.step.field, one.fullName, isUnique)).join("");
  return readMetadataResults(await callMetadata(client, "createMetadata", content, call));
}

function resultOf(results: readonly MetadataResult[], { fullName }: Named): MetadataResult | undefined {
  return results.find((result) => result.fullName.toLowerCase() === fullName.toLowerCase());
}

function created({ step }: Named, result: MetadataResult | undefined): ProvisionOutcome {
  return result?.success === true ? { status: "created", step } : refused(step, result);
}

/** A key of tasks that the org refuses as one is made as plain text, and said to be no key. */
async function createWithoutKey(
  client: Client,
  one: Named,
  outcome: ProvisionOutcome,
  budget: () => CallOptions,
): Promise<ProvisionOutcome> {
  const isAboutKey = outcome.status === "refused" && /externalId|unique/i.test(outcome.reason);
  if (!isAboutKey || !isTaskKey(one.step.field)) return outcome;
  const again = created(one, resultOf(await createBatch(client, [one], false, budget()), one));
  return again.status === "created" ? { ...again, note: withoutKey } : outcome;
}

/** A field that could not be opened is there all the same: its outcome says what is left to do. */
async function openFields(
  client: Client,
  usable: readonly Named[],
  outcomes: Map<number, ProvisionOutcome>,
  budget: () => CallOptions,
): Promise<void> {
  try {
    await grantFields(client, [...new Set(usable.map((one) => one.permission))], budget);
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    const note = `the field is there, but it could not be opened to these credentials: ${error.message}`;
    for (const { index } of usable) {
      const outcome = outcomes.get(index);
      if (outcome?.status === "created" || outcome?.status === "already-there")
        outcomes.set(index, { ...outcome, note: [outcome.note, note].filter(Boolean).join("; ") });
    }
  }
}

async function readFields(
  client: Client,
  run: readonly Named[],
  budget: () => CallOptions,
): Promise<ReadonlyMap<string, string>> {
  const fields = new Map<string, string>();
  for (const batch of batches([...new Set(run.map((one) => one.fullName))])) {
    const names = batch.map((name) => element("fullNames", name)).join("");
    const xml = await callMetadata(client, "readMetadata", element("type", "CustomField") + names, budget());
    for (const record of blocks(xml, "records")) {
      const fullName = blocks(record, "fullName")[0];
      if (fullName !== undefined) fields.set(fullName.toLowerCase(), record);
    }
  }
  return fields;
}

async function removeFields(
  client: Client,
  run: readonly Named[],
  outcomes: Map<number, ProvisionOutcome>,
  budget: () => CallOptions,
): Promise<void> {
  const existing = await readFields(client, run, budget);
  const present = run.filter((one) => existing.has(one.fullName.toLowerCase()));
  for (const { index, step } of run) outcomes.set(index, { status: "removed", step });
  for (const batch of batches(present)) {
    const names = batch.map((one) => element("fullNames", one.fullName)).join("");
    const xml = await callMetadata(
      client,
      "deleteMetadata",
      element("type", "CustomField") + names,
      budget(),
    );
    const results = readMetadataResults(xml);
    for (const one of batch) {
      const result = resultOf(results, one);
      if (result?.success !== true) outcomes.set(one.index, refused(one.step, result));
    }
  }
}

function refused(step: ProvisionStep, result: MetadataResult | undefined): ProvisionOutcome {
  const said = [result?.statusCode, result?.message].filter((text) => typeof text === "string").join(": ");
  const isTaken = result?.statusCode === "DUPLICATE_DEVELOPER_NAME";
  return {
    status: "refused",
    step,
    code: isTaken ? "conflict" : "invalid",
    reason: said === "" ? "Salesforce did not say what became of it" : said,
  };
}

function batches<Item>(items: readonly Item[]): Item[][] {
  const lists: Item[][] = [];
  for (let start = 0; start < items.length; start += metadataBatchSize) {
    lists.push(items.slice(start, start + metadataBatchSize));
  }
  return lists;
}
