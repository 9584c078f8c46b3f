import { plainText } from "@headway/report";
import type { LogEntry, Logger } from "@headway/sync";
import type { CliStream } from "./context.ts";
import { jsonText } from "./output.ts";

/** A log of lines: `json`, one document each, or `text`, for people. Values of records are in neither. */
export function streamLogger(stream: CliStream, format: "json" | "text"): Logger {
  return { log: (entry) => stream.write(format === "json" ? jsonLine(entry) : textLine(entry)) };
}

function jsonLine({ fields, ...entry }: LogEntry): string {
  return jsonText({ ...entry, ...fields });
}

function textLine({ at, level, event, fields }: LogEntry): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${plainText(String(value))}`);
  return `${[at, level.padEnd(5), event, ...pairs].join(" ")}\n`;
}
