import { expect, test } from "vitest";
import { ownFieldKinds } from "./wanted-fields.ts";
import { ownFields } from "./write-back.ts";

test("the kinds of the own fields are those they are provisioned with, in the same order", () => {
  const kinds = Object.entries(ownFieldKinds).flatMap(([object, fields]) =>
    Object.entries(fields).map(([name, kind]) => [object, name, kind]),
  );
  const provisioned = ["deal", "account", "task"].flatMap((object) =>
    ownFields.filter((field) => field.object === object).map(({ name, kind }) => [object, name, kind]),
  );
  expect(kinds).toEqual(provisioned);
});
