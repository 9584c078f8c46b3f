import { quoteVendor } from "@headway/crm";

/** Stands in a SOAP body where the session goes: each transport puts its own token there, nobody else sees it. */
export const sessionMarker = "{!headway.session}";

/** Puts the session into a body that has a place for it. */
export function fillSession(body: unknown, token: string): unknown {
  return typeof body === "string" ? body.replace(sessionMarker, escapeXml(token)) : body;
}

/** One element; `undefined` content leaves it out. */
export function element(name: string, content: string | number | boolean | undefined): string {
  return content === undefined ? "" : `<${name}>${escapeXml(String(content))}</${name}>`;
}

/** A call of the Metadata API. @param content Inner XML, made with {@link element}. */
export function metadataEnvelope(method: string, content: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
    ' xmlns="http://soap.sforce.com/2006/04/metadata">' +
    `<soapenv:Header><SessionHeader><sessionId>${sessionMarker}</sessionId></SessionHeader></soapenv:Header>` +
    `<soapenv:Body><${method}>${content}</${method}></soapenv:Body></soapenv:Envelope>`
  );
}

/** How one component of a metadata write ended. */
export interface MetadataResult {
  readonly fullName: string;
  readonly success: boolean;
  readonly statusCode: string | null;
  readonly message: string | null;
}

/** The results of a metadata write, in the order given. */
export function readMetadataResults(xml: string): MetadataResult[] {
  return blocks(xml, "result").map((result) => ({
    fullName: textIn(result, "fullName") ?? "",
    success: textIn(result, "success") === "true",
    statusCode: textIn(result, "statusCode"),
    message: textIn(result, "message"),
  }));
}

/** The contents of every element of a name; elements that hold one of the same name are not expected. */
export function blocks(xml: string, name: string): string[] {
  const found: string[] = [];
  const close = `</${name}>`;
  for (const match of xml.matchAll(new RegExp(`<${name}(?:\\s[^<>]*)?>`, "g"))) {
    if (match[0].endsWith("/>")) continue;
    const start = match.index + match[0].length;
    const end = xml.indexOf(close, start);
    if (end >= 0) found.push(xml.slice(start, end));
  }
  return found;
}

/** The text of the first element of a name, `null` where there is none. */
export function textIn(xml: string, name: string): string | null {
  const content = blocks(xml, name)[0];
  return content === undefined ? null : quoteVendor(unescapeXml(content));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function unescapeXml(text: string): string {
  const plain = Object.entries(entities).reverse();
  return plain.reduce((done, [character, entity]) => done.replaceAll(entity, character), text);
}
