import { XMLBuilder, XMLParser } from "fast-xml-parser";
import { asObject } from "../rest/api-request.ts";
import type { Component, ComponentValue } from "./component.ts";

/** A SOAP call made out. */
export interface SoapCall {
  readonly sessionId: string | undefined;
  readonly allOrNone: boolean;
  readonly method: string;
  readonly arguments: Component;
}

/** The namespaces of the two SOAP APIs. */
const namespaces = {
  metadata: "http://soap.sforce.com/2006/04/metadata",
  partner: "urn:partner.soap.sforce.com",
} as const;

/** Which of the two SOAP APIs speaks. */
export type SoapApi = keyof typeof namespaces;

function toValue(parsed: unknown): ComponentValue {
  if (Array.isArray(parsed)) return parsed.map(toValue);
  const object = asObject(parsed);
  if (!object) return parsed === undefined || parsed === null ? "" : String(parsed);
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, toValue(value)]));
}

function toComponent(parsed: unknown): Component {
  const value = toValue(parsed);
  return typeof value === "object" && !Array.isArray(value) ? (value as Component) : {};
}

/** Reads an envelope; undefined if it is none. Names lose their prefixes, attributes get `@` before them. */
export function readEnvelope(xml: string): SoapCall | undefined {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    trimValues: true,
  });
  const envelope = asObject(asObject(parser.parse(xml))?.Envelope);
  const body = asObject(envelope?.Body);
  const method = body && Object.keys(body).find((name) => !name.startsWith("@"));
  if (!envelope || !body || !method) return undefined;
  const header = asObject(envelope.Header);
  const sessionId = asObject(header?.SessionHeader)?.sessionId;
  return {
    sessionId: typeof sessionId === "string" ? sessionId : undefined,
    allOrNone: asObject(header?.AllOrNoneHeader)?.allOrNone === "true",
    method,
    arguments: toComponent(body[method]),
  };
}

function envelope(body: unknown, status: number, api: SoapApi): Response {
  const namespace = namespaces[api];
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    suppressBooleanAttributes: false,
  });
  const xml = builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    "soapenv:Envelope": {
      "@xmlns:soapenv": "http://schemas.xmlsoap.org/soap/envelope/",
      "@xmlns": namespace,
      "@xmlns:sf": namespace,
      "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "soapenv:Body": body,
    },
  });
  return new Response(xml, { status, headers: { "content-type": "text/xml;charset=UTF-8" } });
}

/** The answer of a method: one `result` or several. */
export function soapResponse(method: string, result: unknown, api: SoapApi = "metadata"): Response {
  return envelope({ [`${method}Response`]: { result } }, 200, api);
}

/** A call refused as a whole. */
export function soapFault(code: string, message: string, api: SoapApi = "metadata"): Response {
  const fault = { faultcode: `sf:${code}`, faultstring: `${code}: ${message}` };
  return envelope({ "soapenv:Fault": fault }, 500, api);
}
