import { expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { standpoint } from "../standpoint.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import { groupBy } from "./group-by.ts";
import { seeEvidence } from "./seen.ts";

test.each([3, 11, 12, 13, 40])("pieces of %i names are together, in the order they came", (names) => {
  const evidence = Array.from({ length: names * 3 }, (_, k) =>
    exampleEvidence({ id: `e${k}`, kind: "meeting-held", occurredAt: day(1), meetingId: `m${k % names}` }),
  );
  const stray = exampleEvidence({ id: "stray", kind: "seller-note", occurredAt: day(1) });
  const { table } = seeEvidence([stray, ...evidence], standpoint(defaultPolicy, day(2)));
  const seen = table.evidence.map((_, row) => table.at(row));
  const groups = groupBy(seen, ({ meetingId }) => meetingId);
  expect(groups.map(([name, pieces]) => [name, pieces.map((piece) => piece.evidence.id)])).toEqual(
    Array.from({ length: names }, (_, k) => [`m${k}`, [`e${k}`, `e${k + names}`, `e${k + 2 * names}`]]),
  );
});
