import { createHash } from "node:crypto";

/** SHA-256 of a text, in base64: what stands in for chance here, so that runs repeat. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** The same without the characters that mean something in an address. */
export function digestWord(text: string): string {
  return digest(text).replace(/[^0-9A-Za-z]/g, "");
}
