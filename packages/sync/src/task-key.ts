/** What makes a task the same task: asked of the same subject by the same rule about the same stretch of time. */
export interface TaskIdentity {
  readonly accountId: string;
  readonly rule: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly period: string;
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * The key of a task: `v1:` and 32 characters. Equal identities give equal keys on every machine, so
 * two engines never make one task twice (`invariant:W1`).
 */
export async function taskKey(identity: TaskIdentity): Promise<string> {
  const { accountId, rule, subject, subjectId, period } = identity;
  const text = [accountId, rule, subject, subjectId, period].join("|");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `v1:${base32(new Uint8Array(digest)).slice(0, 32)}`;
}

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
  }
  return text;
}
