import type { CallOptions, CrmAdapter, CrmCapabilities } from "../adapter.ts";
import type { ConformanceBackend } from "../conformance/backend.ts";
import { CrmError } from "../crm-error.ts";
import { type Ports, systemPorts } from "../http/ports.ts";
import type { ChangePage, PullRequest } from "../pull.ts";
import { known } from "../reading.ts";
import { type ObjectName, objectNames } from "../record-ref.ts";
import type { CrmSchema } from "../schema.ts";
import { faults } from "./faults.ts";
import { memoryBackend } from "./memory-backend.ts";
import type { MemoryConnection } from "./memory-connection.ts";
import { provisionFields } from "./provision-fields.ts";
import { pullChanges } from "./pull-changes.ts";
import { pullRecords } from "./pull-records.ts";
import { pushPatches } from "./push-patches.ts";
import { memoryServer } from "./server.ts";
import { fieldsOf, memoryPipeline } from "./standard-field.ts";
import { memoryState } from "./state.ts";

/** What {@link memoryCrm} can be told. */
export interface MemoryCrmOptions {
  /** Its name in references; `memory` by default. */
  readonly crm?: string;
  /** Objects it has; all by default. */
  readonly objects?: readonly ObjectName[];
  /** Records per page of a pull; 50 by default. */
  readonly pageSize?: number;
  /** Patches per request of a push; 20 by default. */
  readonly pushBatchSize?: number;
  /** Where time comes from; the machine's own by default. With `advance`, moving the clock moves this one. */
  readonly clock?: { readonly ports: Ports; advance?(ms: number): void };
}

/** An adapter with its CRM inside it; `backend` is that CRM seen past the adapter. */
export interface MemoryCrm extends CrmAdapter {
  readonly backend: ConformanceBackend;
}

/**
 * A CRM that lives in memory and the adapter to it: for demos, as a double in tests, and to learn
 * from when writing an adapter. It holds every obligation of {@link CrmAdapter}, failures included.
 */
export function memoryCrm(options: MemoryCrmOptions = {}): MemoryCrm {
  const { crm = "memory", objects = objectNames, pageSize = 50, pushBatchSize = 20 } = options;
  const { clock = { ports: systemPorts } } = options;
  let offset = 0;
  const state = memoryState(() => clock.ports.now() + offset);
  const trouble = faults();
  const server = memoryServer(crm, clock.ports, trouble);
  const capabilities = capabilitiesOf(objects, pushBatchSize);
  const connection = { crm, ports: clock.ports, server, state, faults: trouble, capabilities, pageSize };
  const advance = (ms: number): void => {
    if (clock.advance === undefined) offset += ms;
    else clock.advance(ms);
  };
  return {
    specVersion: 1,
    crm,
    capabilities,
    backend: memoryBackend(connection, advance),
    describe: (call = {}) => server.send("read", call, () => describe(connection)),
    provision: (steps, call = {}) => provisionFields(connection, steps, call),
    pull: (request, call = {}) => pull(connection, request, call),
    push: (patches, call = {}) => pushPatches(connection, patches, call),
  };
}

function capabilitiesOf(objects: readonly ObjectName[], pushBatchSize: number): CrmCapabilities {
  const writable = ["deal", "account", "contact", "task"] as const;
  return {
    objects,
    writableObjects: writable.filter((object) => objects.includes(object)),
    pushBatchSize,
    reportsDeletions: true,
    mergedObjects: objects,
    abortsRequests: true,
  };
}

function describe({ crm, state, capabilities }: MemoryConnection): CrmSchema {
  const { objects } = capabilities;
  return {
    account: { id: `${crm}-1`, name: "In memory", timeZone: "UTC", currency: "EUR" },
    objects: Object.fromEntries(objects.map((name) => [name, known({ fields: fieldsOf(state, name) })])),
    pipelines: known([memoryPipeline]),
    missingGrants: known([]),
    serverAt: new Date(state.now()).toISOString(),
  };
}

async function* pull(
  connection: MemoryConnection,
  request: PullRequest,
  options: CallOptions,
): AsyncGenerator<ChangePage> {
  const asked = request.type === "changes" ? [request.object] : request.refs.map((ref) => ref.object);
  const absent = asked.find((object) => !connection.capabilities.objects.includes(object));
  if (absent !== undefined) {
    const message = `this CRM has no \`${absent}\` records`;
    throw new CrmError("unsupported", { crm: connection.crm, message });
  }
  if (request.type === "changes") yield* pullChanges(connection, request, options);
  else yield* pullRecords(connection, request, options);
}
