import { expect, test } from "vitest";
import { Mission } from "./mission.ts";

const mission = {
  id: "m",
  writtenAt: "2026-01-01T09:00:00Z",
  personId: "p",
  owner: "company",
  statements: [
    { id: "cash", text: "cash in two days" },
    { id: "sleep", text: "nights without pagers" },
  ],
};

test("a mission is a list of statements, each with an id of its own (domain:O9)", () => {
  expect(Mission.parse(mission)).toEqual(mission);
  const twice = { ...mission, statements: [...mission.statements, { id: "cash", text: "more cash" }] };
  const refused = Mission.safeParse(twice);
  expect(refused.error?.issues).toMatchObject([
    { path: ["statements"], message: "expected every statement to have an id of its own" },
  ]);
});
