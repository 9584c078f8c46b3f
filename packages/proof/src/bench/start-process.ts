import { fork } from "node:child_process";
import { once } from "node:events";

/** A process of the benchmark, the first thing that it said, and a way to ask it more. */
export interface Started<Message> {
  readonly message: Message;
  /** Sends an order and waits for the answer. */
  ask<Answer>(order: unknown): Promise<Answer>;
  stop(): void;
}

/** Starts a script, named from this folder, and waits for its first message. Throws when it ends before it answers. */
export async function startProcess<Message>(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Started<Message>> {
  const execArgv = ["--conditions=@headway/source", ...flags];
  const child = fork(new URL(script, import.meta.url), args, { execArgv });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${script} ended with code ${String(code)}`);
  });
  ended.catch(() => undefined);
  const next = async <Answer>(): Promise<Answer> => {
    const [message] = (await Promise.race([once(child, "message"), ended])) as [Answer];
    return message;
  };
  return {
    message: await next<Message>(),
    ask(order) {
      const answer = next<never>();
      child.send(order as object);
      return answer;
    },
    stop: () => void (child.connected && child.disconnect()),
  };
}
