import type { Client } from "./client.ts";
import type { CursorState } from "./cursor.ts";
import { mapOwner, readOwnerPage } from "./owners.ts";
import type { PageStep } from "./pull-context.ts";

type OwnersState = Extract<CursorState, { phase: "owners" }>;

/**
 * One page of owners, active ones first. HubSpot's owners cannot be filtered by change and an owner
 * who leaves may keep her dates, so every page is read every time; a page that reads exactly as last
 * time brings no changes.
 */
export async function ownersPage(client: Client, state: OwnersState): Promise<PageStep> {
  const page = await readOwnerPage(client, state.archived, state.after);
  const mark = await fingerprint(page.results);
  const changes = state.seen.includes(mark) ? [] : page.results.map(mapOwner);
  const now = [...state.now, mark];
  if (page.next !== undefined) return { changes, next: { ...state, now, after: page.next }, caughtUp: false };
  const { after: _, ...rest } = state;
  if (!state.archived) return { changes, next: { ...rest, now, archived: true }, caughtUp: false };
  return { changes, next: { phase: "owners", archived: false, seen: now, now: [] }, caughtUp: true };
}

async function fingerprint(rows: readonly unknown[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(rows));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest).slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
