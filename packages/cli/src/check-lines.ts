import { plainText, wrap } from "@headway/report";
import type { DoctorCheck } from "./doctor-check.ts";

const marks = { good: "ok     ", lacking: "lacking", failed: "FAILED " } as const;

/** One check as lines of a terminal: how it came out, and what to do where something is missing. */
export function checkLines({ name, status, text, remedy }: DoctorCheck, columns: number): string[] {
  const lines = wrap(`${name}: ${plainText(text)}`, columns - 10);
  const todo = remedy === undefined ? [] : wrap(`you can: ${plainText(remedy)}`, columns - 10);
  return [...lines, ...todo].map((line, index) => `${index === 0 ? marks[status] : "       "}  ${line}`);
}
