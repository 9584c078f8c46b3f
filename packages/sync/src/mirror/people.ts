import type { UserRecord } from "@headway/crm";
import type { OwnerOptions } from "./mirror-options.ts";
import type { Canonical, Side } from "./mirror-rows.ts";

/** The users of both sides, and who of them is the same person. */
export interface People {
  /** One text for the same person on both sides; `left:7` for somebody whom the other side does not know. */
  canonical(side: Side, id: string): Canonical;
  /** The user of one side who is this person and may own deals there, or why there is none. */
  find(side: Side, person: string): { readonly id: string } | { readonly missing: string };
}

/** Users of each side; `null` where they could not be read. */
export type SideUsers = { readonly [S in Side]: readonly UserRecord[] | null };

/** Knows people by pairs first, then by e-mail address. */
export function people(options: OwnerOptions, users: SideUsers): People {
  const pairs = options.pairs ?? [];
  const byEmail = options.byEmail ?? true;
  const tables = { left: userTable(users.left), right: userTable(users.right) };
  const paired = (side: Side, id: string) => pairs.find((pair) => pair[side] === id);
  return {
    canonical(side, id) {
      const pair = paired(side, id);
      if (pair !== undefined) return `${pair.left}=${pair.right}`;
      const email = byEmail ? emailOf(tables[side].byId.get(id)) : undefined;
      return email ?? `${side}:${id}`;
    },
    find(side, person) {
      if (users[side] === null) return { missing: `the users of the ${side} side could not be read` };
      const pair = pairs.find((one) => `${one.left}=${one.right}` === person);
      const own = person.startsWith(`${side}:`) ? person.slice(side.length + 1) : undefined;
      const named = pair?.[side] ?? own;
      if (named !== undefined) return activeById(tables[side], named, side);
      return activeByEmail(tables[side].byEmail.get(person) ?? [], person, side);
    },
  };
}

interface UserTable {
  readonly byId: ReadonlyMap<string, UserRecord>;
  readonly byEmail: ReadonlyMap<string, readonly UserRecord[]>;
}

function userTable(users: readonly UserRecord[] | null): UserTable {
  const all = users ?? [];
  const addressed = all.filter((user) => emailOf(user) !== undefined);
  return {
    byId: new Map(all.map((user) => [user.id, user])),
    byEmail: Map.groupBy(addressed, (user) => emailOf(user) ?? ""),
  };
}

function emailOf(user: UserRecord | undefined): string | undefined {
  const email = user?.email?.trim().toLowerCase();
  return email === undefined || email === "" ? undefined : email;
}

function activeById(table: UserTable, id: string, side: Side): ReturnType<People["find"]> {
  const user = table.byId.get(id);
  if (user === undefined) return { missing: `user \`${id}\` does not exist on the ${side} side` };
  return user.active ? { id } : { missing: `${user.email ?? id} is inactive on the ${side} side` };
}

function activeByEmail(found: readonly UserRecord[], person: string, side: Side): ReturnType<People["find"]> {
  const active = found.filter((user) => user.active);
  const [only] = active;
  if (only !== undefined && active.length === 1) return { id: only.id };
  if (active.length > 1)
    return { missing: `${active.length} active users of the ${side} side have the address ${person}` };
  const why = found.length > 0 ? "is inactive" : "is not a user";
  return { missing: `${person} ${why} on the ${side} side` };
}
