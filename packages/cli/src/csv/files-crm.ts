import { createHash } from "node:crypto";
import {
  type CallOptions,
  type Change,
  type ChangePage,
  type ChangesRequest,
  type CrmAdapter,
  CrmError,
  type CrmSchema,
  type FieldSchema,
  known,
  type ObjectName,
  objectNames,
  type Patch,
  type ProvisionOutcome,
  type ProvisionStep,
  type PullRequest,
  type PushOutcome,
  patchSubject,
  refKey,
} from "@headway/crm";
import { readRow } from "./read-row.ts";
import { RowFault } from "./row-fault.ts";
import type { RowReading } from "./row-reading.ts";
import { changeKey, placeOf, type Scan } from "./scan-files.ts";
import type { SourceFile } from "./source-file.ts";
import { sourceRows } from "./source-rows.ts";

/** Files, what a first look at them found, and how they are read. */
export interface FilesCrmOptions {
  readonly files: readonly SourceFile[];
  readonly scan: Scan;
  readonly reading: Omit<RowReading, "stageHistory" | "fields" | "onNote">;
}

const pageSize = 500;

/** What the engine calls the CRM that exported files are. */
export const filesName = "files";

/**
 * Exported files as a CRM that can be read and not written. A row is held no longer than its page. The same files
 * read again bring nothing; other files bring all they hold, and what they do not hold any more stays as it is, since
 * an export may be a part. Rows that cannot be read come as `unreadable`, with file and line.
 */
export function filesCrm(options: FilesCrmOptions): CrmAdapter {
  return {
    specVersion: 1,
    crm: filesName,
    capabilities: {
      objects: objectsOf(options),
      writableObjects: [],
      pushBatchSize: 1,
      reportsDeletions: false,
      mergedObjects: [],
      abortsRequests: true,
    },
    describe: async () => describe(options),
    provision: async (steps) => steps.map(refuseStep),
    pull: (request, call) => pull(options, request, call ?? {}),
    push: async (patches) => patches.map(refusePatch),
  };
}

function objectsOf({ files, scan }: FilesCrmOptions): ObjectName[] {
  const found = new Set<ObjectName>(scan.ownerNames.length > 0 ? ["user"] : []);
  for (const { rows } of scan.reports) {
    for (const object of objectNames) if ((rows[object] ?? 0) > 0) found.add(object);
  }
  for (const { kind } of files) if (kind !== "stage-history") found.add(kind);
  return objectNames.filter((object) => found.has(object));
}

function describe(options: FilesCrmOptions): CrmSchema {
  const { files, scan, reading } = options;
  const fieldsOf = (object: ObjectName): FieldSchema[] => {
    const headers = files.filter((file) => holds(file, object)).flatMap((file) => file.headers);
    const reason = "exported files are read only";
    return [...new Set(headers)].map((name) => ({
      name,
      label: name,
      kind: "text",
      writable: false,
      reason,
    }));
  };
  return {
    account: {
      id: filesName,
      name: "exported files",
      timeZone: reading.timeZone,
      currency: reading.currency ?? null,
    },
    objects: Object.fromEntries(
      objectsOf(options).map((object) => [object, known({ fields: fieldsOf(object) })]),
    ),
    pipelines: known(scan.stages.decide().pipelines),
    missingGrants: known([]),
    serverAt: null,
  };
}

/** Whether a file may hold records of an object: a file of tasks may hold calls and mails. */
function holds({ kind }: SourceFile, object: ObjectName): boolean {
  return kind === object || (kind === "task" && (object === "call" || object === "email"));
}

async function* pull(
  options: FilesCrmOptions,
  request: PullRequest,
  call: CallOptions,
): AsyncGenerator<ChangePage> {
  if (request.type === "changes") {
    yield* pullChanges(options, request, call);
    return;
  }
  const wanted = new Set(request.refs.map(refKey));
  for (const object of new Set(request.refs.map((ref) => ref.object))) {
    const changes: Change[] = [];
    for await (const change of changesOf(options, object, request.fields?.[object] ?? [], call)) {
      if (wanted.has(changeKey(change))) changes.push(change);
    }
    yield { object, changes, cursor: null, caughtUp: true };
  }
}

async function* pullChanges(
  options: FilesCrmOptions,
  { object, since, fields = [] }: ChangesRequest,
  call: CallOptions,
): AsyncGenerator<ChangePage> {
  const edition = editionOf(options);
  const [readEdition, readCount = "0"] = since?.split(" ") ?? [];
  const skipped = readEdition === edition ? Number(readCount) : 0;
  const cursor = (count: number): string => `${edition} ${count}`;
  const expectedCount = options.scan.reports.reduce((sum, { rows }) => sum + (rows[object] ?? 0), 0);
  let changes: Change[] = [];
  let count = 0;
  for await (const change of changesOf(options, object, fields, call)) {
    count += 1;
    if (count <= skipped) continue;
    changes.push(change);
    if (changes.length < pageSize) continue;
    yield { object, changes, cursor: cursor(count), caughtUp: false, expectedCount };
    changes = [];
  }
  yield { object, changes, cursor: cursor(count), caughtUp: true, expectedCount };
}

/** Names these files as they are now, read as they are now. */
function editionOf({ files, reading }: FilesCrmOptions): string {
  const told = files.map(({ name, writtenAt, headers }) => [name, writtenAt, headers.length]);
  return createHash("sha256")
    .update(JSON.stringify([told, reading]))
    .digest("base64url");
}

async function* changesOf(
  { files, scan, reading }: FilesCrmOptions,
  object: ObjectName,
  fields: readonly string[],
  call: CallOptions,
): AsyncGenerator<Change> {
  const context: RowReading = { ...reading, fields, stageHistory: scan.stageHistory };
  for (const file of files.filter((one) => holds(one, object))) {
    for await (const piece of sourceRows(file)) {
      if (call.signal?.aborted === true) throw stopped();
      const place = placeOf(file, piece.line);
      if (piece.type === "fault" && file.kind === object)
        yield unreadable(object, null, "", place, piece.reason);
      if (piece.type !== "row") continue;
      try {
        const change = readRow(file, piece.row, context);
        const key = changeKey(change);
        if (!key.startsWith(`${object}/`)) continue;
        // A second row of one id is told of by the first look; it brings nothing.
        if (scan.places.get(key) === place) yield change;
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        if (file.kind === object)
          yield unreadable(object, piece.row.text("id"), error.column, place, error.message);
      }
    }
  }
  if (object === "user") yield* namedOwners(scan, files, reading);
}

/** Owners that are words in the files; a user of a file of users is not made twice. */
function* namedOwners(
  { ownerNames, places }: Scan,
  files: readonly SourceFile[],
  { exportedAt }: FilesCrmOptions["reading"],
): Generator<Change> {
  const at = exportedAt ?? [...files.map(({ writtenAt }) => writtenAt)].sort().at(-1) ?? "";
  for (const name of ownerNames) {
    if (places.has(`user/${name}`)) continue;
    const email = /^[^\s@]+@\S+$/.test(name) ? name : null;
    const times = { createdAt: at, modifiedAt: at };
    const record = {
      object: "user" as const,
      id: name,
      name,
      email,
      active: true,
      links: {},
      fields: {},
      ...times,
    };
    yield { type: "upserted", record };
  }
}

function unreadable(
  object: ObjectName,
  id: string | null,
  field: string,
  place: string,
  reason: string,
): Change {
  return { type: "unreadable", object, id, field, reason: `${place}: ${reason}` };
}

function stopped(): CrmError {
  return new CrmError("aborted", { crm: filesName, message: "the reading of the files was stopped" });
}

const readOnly = "exported files are read, never written; work on the CRM itself for that";

function refuseStep(step: ProvisionStep): ProvisionOutcome {
  return { status: "refused", step, code: "unsupported", reason: readOnly };
}

function refusePatch(patch: Patch): PushOutcome {
  return { status: "refused", code: "unsupported", reason: `${patchSubject(patch)}: ${readOnly}` };
}
