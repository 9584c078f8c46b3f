import type { CallOptions } from "../adapter.ts";
import type { Ports } from "./ports.ts";

/**
 * Shares one call's time among its requests: fixes the end when it is made, and then gives, each
 * time it is called, options whose `timeoutMs` is what is left (at least 0).
 */
export function timeLeft(options: CallOptions, ports: Ports): () => CallOptions {
  const { timeoutMs, ...others } = options;
  if (timeoutMs === undefined) return () => options;
  const endsAt = ports.now() + timeoutMs;
  return () => ({ ...others, timeoutMs: Math.max(0, endsAt - ports.now()) });
}
