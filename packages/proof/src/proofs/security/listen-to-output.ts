/** What some work came to, and everything that this process printed meanwhile. */
export interface Listened<Result> {
  readonly result: Result;
  readonly printed: string;
}

type Write = typeof process.stdout.write;

/** Does some work and keeps what it prints, by whatever means; nothing of it is shown. */
export async function listeningToOutput<Result>(work: () => Promise<Result>): Promise<Listened<Result>> {
  let printed = "";
  const keep = ((chunk: string | Uint8Array) => {
    printed += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("latin1");
    return true;
  }) as Write;
  const { stdout, stderr } = process;
  const writes = [stdout.write, stderr.write] as const;
  const [error, warn, log] = [console.error, console.warn, console.log];
  const said = (...words: unknown[]): void => {
    printed += `${words.map(String).join(" ")}\n`;
  };
  Object.assign(console, { error: said, warn: said, log: said });
  stdout.write = keep;
  stderr.write = keep;
  try {
    return { result: await work(), printed };
  } finally {
    [stdout.write, stderr.write] = writes;
    Object.assign(console, { error, warn, log });
  }
}
