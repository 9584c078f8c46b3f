import { expect, test } from "vitest";
import { decideConflict } from "./conflict-policy.ts";

const open = (rank: number) => ({ status: "open" as const, rank });
const won = { status: "won" as const, rank: 8 };
const lost = { status: "lost" as const, rank: 9 };
const none = { tie: "right" as const, allowReopen: false, leftAt: null, rightAt: null };

test.each([
  ["the side that was named", { ...none, policy: "left" as const }, "left"],
  ["a person", { ...none, policy: "manual" as const, left: won, right: open(1) }, "manual"],
  ["the later stage", { ...none, policy: "rank" as const, left: open(1), right: open(3) }, "right"],
  ["invariant:S9 closed over open", { ...none, policy: "rank" as const, left: lost, right: open(3) }, "left"],
  [
    "invariant:S9 closed over open whatever the policy",
    { ...none, policy: "right" as const, left: won, right: open(3) },
    "left",
  ],
  [
    "invariant:S9 the named side where reopening is allowed",
    { ...none, policy: "right" as const, left: won, right: open(3), allowReopen: true },
    "right",
  ],
  [
    "invariant:S9 a person for won against lost",
    { ...none, policy: "rank" as const, left: won, right: lost },
    "manual",
  ],
  ["a person where a stage is unknown", { ...none, policy: "rank" as const, left: open(1) }, "manual"],
  ["the later change", { ...none, policy: "latest" as const, leftAt: 10_000, rightAt: 4_999 }, "left"],
  [
    "the tie's side within five seconds",
    { ...none, policy: "latest" as const, leftAt: 10_000, rightAt: 5_000 },
    "right",
  ],
  ["a person where a history is missing", { ...none, policy: "latest" as const, leftAt: 10_000 }, "manual"],
] as const)("invariant:S6 a conflict is decided for %s, and again for the same", (_name, facts, winner) => {
  expect(decideConflict(facts)).toBe(winner);
  expect(decideConflict({ ...facts })).toBe(winner);
});
