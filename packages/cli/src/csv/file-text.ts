import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { ConfigError } from "../config-error.ts";

/** Encodings a file may be in. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;

/** One of {@link encodings}. */
export type Encoding = (typeof encodings)[number];

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const lookedAt = 1_024;

/**
 * The encoding of a file: by its byte order mark, else by where its first thousand bytes hold zeros, else UTF-8.
 * Throws `ConfigError` for a file that cannot be read.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const start = await firstBytes(path);
  const marked = marks.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte));
  if (marked !== undefined) return marked[0];
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const few = start.length / 8;
  if (odd > few && even === 0) return "utf-16le";
  return even > few && odd === 0 ? "utf-16be" : "utf-8";
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new ConfigError({ path, expected: `expected a file that can be read (${code})` });
  }
}

/**
 * The text of a file, a piece at a time, without a byte order mark. Throws `ConfigError` where bytes do not fit
 * the encoding: a wrong letter in a name would be read for ever.
 */
export async function* fileText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (text !== "") yield text;
    }
    const rest = decoder.decode();
    if (rest !== "") yield rest;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigError({
      path,
      expected: `expected text in ${encoding}, found bytes that are none`,
      remedy: `Save it as UTF-8, or name its encoding: --encoding ${encodings.filter((one) => one !== encoding).join("|")}`,
    });
  }
}
