import type { CallOptions } from "../adapter.ts";
import { timeLeft } from "../http/time-left.ts";
import type { ProvisionOutcome, ProvisionStep } from "../provision.ts";
import type { MemoryConnection } from "./memory-connection.ts";
import { customFieldsOf, type MemoryState, removeField } from "./state.ts";

/** One request per step, in order; what failed is told as that step's outcome. */
export async function provisionFields(
  connection: MemoryConnection,
  steps: readonly ProvisionStep[],
  options: CallOptions,
): Promise<ProvisionOutcome[]> {
  const left = timeLeft(options, connection.ports);
  const outcomes: ProvisionOutcome[] = [];
  for (const step of steps) {
    outcomes.push(await connection.server.send("write", left(), () => applyStep(connection.state, step)));
  }
  return outcomes;
}

function applyStep(state: MemoryState, step: ProvisionStep): ProvisionOutcome {
  const { object, name, kind } = step.field;
  if (!name.startsWith("headway_")) {
    return { status: "refused", step, code: "invalid", reason: `\`${name}\` is not Headway's` };
  }
  const fields = customFieldsOf(state, object);
  const found = fields.get(name);
  if (step.type === "remove-field") {
    removeField(state, object, name);
    return { status: "removed", step };
  }
  if (found !== undefined && found !== kind) {
    const reason = `\`${name}\` on ${object} exists as ${found}, expected ${kind}`;
    return { status: "refused", step, code: "conflict", reason };
  }
  fields.set(name, kind);
  return { status: found === undefined ? "created" : "already-there", step };
}
