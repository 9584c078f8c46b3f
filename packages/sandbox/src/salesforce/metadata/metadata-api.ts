import type { Session } from "../oauth/session.ts";
import type { Org } from "../org.ts";
import { type Component, ComponentError, listOf, textOf } from "./component.ts";
import type { ComponentType } from "./component-type.ts";
import { customFields } from "./custom-field.ts";
import { readEnvelope, type SoapCall, soapFault, soapResponse } from "./envelope.ts";
import { permissionSets } from "./permission-set.ts";

/** What the SOAP Metadata API works with. */
export interface MetadataParts {
  readonly org: Org;
  readonly session: Session;
  readonly taskExternalId: boolean;
}

type Types = Readonly<Record<string, ComponentType>>;

/** What becomes of one component: a refusal, or the work left to do. */
interface Planned {
  readonly fullName: string;
  readonly created?: boolean;
  readonly error?: ComponentError;
  readonly apply?: () => void;
}

const maximumComponents = 10;
const rolledBack =
  "Record rolled back because not all records were valid and the request was using AllOrNone header";

function planned(fullName: string, created: boolean | undefined, plan: () => () => void): Planned {
  const known = created === undefined ? {} : { created };
  try {
    return { fullName, ...known, apply: plan() };
  } catch (error) {
    if (!(error instanceof ComponentError)) throw error;
    return { fullName, ...(created === undefined ? {} : { created: false }), error };
  }
}

function outcome(each: Planned, undone: boolean): Component {
  const created =
    each.created === undefined ? {} : { created: String(each.created && !each.error && !undone) };
  const { fullName, error } = each;
  if (!error && !undone) return { ...created, fullName, success: "true" };
  const errors = error
    ? { message: error.message, statusCode: error.statusCode }
    : { message: rolledBack, statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" };
  return { ...created, errors, fullName, success: "false" };
}

/** Plans each component in order, doing its work at once unless all must succeed or none. */
function perform(call: SoapCall, plans: readonly (() => Planned)[]): Response {
  const done = plans.map((plan) => {
    const each = plan();
    if (!call.allOrNone) each.apply?.();
    return each;
  });
  const undone = call.allOrNone && done.some((each) => each.error);
  if (call.allOrNone && !undone) for (const each of done) each.apply?.();
  return soapResponse(
    call.method,
    done.map((each) => outcome(each, undone)),
  );
}

function typeOf(types: Types, name: string): ComponentType {
  const found = types[name];
  if (!found)
    throw new ComponentError("INVALID_TYPE", `Metadata type '${name}' is not supported by this sandbox`);
  return found;
}

function planWrite(types: Types, method: string, component: Component): Planned {
  const fullName = textOf(component, "fullName") ?? "";
  const type = typeOf(types, textOf(component, "@type") ?? "");
  const { "@type": _, ...parts } = component;
  const exists = type.exists(fullName);
  const created = method === "upsertMetadata" ? !exists : undefined;
  return planned(fullName, created, () => {
    if (method === "createMetadata" && exists) {
      throw new ComponentError("DUPLICATE_DEVELOPER_NAME", `There is already a component named ${fullName}.`);
    }
    if (method === "updateMetadata" && !exists) {
      throw new ComponentError("INVALID_CROSS_REFERENCE_KEY", `no component named ${fullName} found`);
    }
    return type.plan(parts);
  });
}

function texts(component: Component, name: string): string[] {
  const value = component[name];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
}

function checkCount(count: number): void {
  if (count <= maximumComponents) return;
  throw new ComponentError(
    "LIMIT_EXCEEDED",
    `No more than ${maximumComponents} components can be given in one call`,
  );
}

function write(types: Types, call: SoapCall): Response {
  const components = listOf(call.arguments, "metadata");
  checkCount(components.length);
  return perform(
    call,
    components.map((component) => () => planWrite(types, call.method, component)),
  );
}

function remove(types: Types, call: SoapCall): Response {
  const type = typeOf(types, textOf(call.arguments, "type") ?? "");
  const names = texts(call.arguments, "fullNames");
  checkCount(names.length);
  return perform(
    call,
    names.map((name) => () => planned(name, undefined, () => type.planDelete(name))),
  );
}

function read(types: Types, call: SoapCall): Response {
  const name = textOf(call.arguments, "type") ?? "";
  const type = typeOf(types, name);
  const names = texts(call.arguments, "fullNames");
  checkCount(names.length);
  const records = names.map((each) => {
    const found = type.read(each);
    return found ? { "@xsi:type": name, ...found } : { "@xsi:nil": "true" };
  });
  return soapResponse(call.method, { records });
}

const methods: Readonly<Record<string, (types: Types, call: SoapCall) => Response>> = {
  createMetadata: write,
  updateMetadata: write,
  upsertMetadata: write,
  deleteMetadata: remove,
  readMetadata: read,
};

/** Answers SOAP envelopes of the Metadata API for custom fields and permission sets. */
export function metadataApi({ org, session, taskExternalId }: MetadataParts): (envelope: string) => Response {
  const types: Types = { CustomField: customFields(org, taskExternalId), PermissionSet: permissionSets(org) };
  return (envelope) => {
    const call = readEnvelope(envelope);
    if (!call) return soapFault("INVALID_SOAP_HEADER", "The request is no SOAP envelope");
    if (session.userOf(call.sessionId) === undefined) {
      return soapFault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
    }
    try {
      const method = methods[call.method];
      if (!method)
        return soapFault("INVALID_OPERATION", `Operation '${call.method}' is not supported by this sandbox`);
      return method(types, call);
    } catch (error) {
      if (error instanceof ComponentError) return soapFault(error.statusCode, error.message);
      throw error;
    }
  };
}
