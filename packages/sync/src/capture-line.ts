import type { Capture } from "./capture.ts";
import { isCapture } from "./is-capture.ts";

const marker = /headway-capture:v1:([A-Za-z0-9_-]+)/;

/** The line that carries a capture in a record of the CRM: plain letters, so that no editor changes them. */
export function captureLine(capture: Capture): string {
  const bytes = new TextEncoder().encode(JSON.stringify(capture));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `headway-capture:v1:${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The capture that a text carries; `undefined` where there is none, or none that can be read. */
export function captureIn(text: string | null): Capture | undefined {
  const [, coded] = marker.exec(text ?? "") ?? [];
  if (coded === undefined) return undefined;
  try {
    const bytes = atob(coded.replaceAll("-", "+").replaceAll("_", "/"));
    const json: unknown = JSON.parse(
      new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0))),
    );
    return isCapture(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
