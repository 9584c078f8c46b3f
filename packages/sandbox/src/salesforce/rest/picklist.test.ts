import { describe, expect, it } from "vitest";
import { at, testClient } from "../testing/test-client.ts";

describe("picklist values", () => {
  it("of stages are those of the record type's sales process, in its order", async () => {
    const { sandbox, rest } = testClient();
    const stages = ["Value Proposition", "Prospecting", "Closed Won"];
    const id = sandbox.addRecordType({ name: "Renewal", stages });
    const path = (recordType: string) =>
      `/ui-api/object-info/Opportunity/picklist-values/${recordType}/StageName`;
    const { body } = await rest("GET", path(id));
    expect((at(body, "values") as { value: string }[]).map(({ value }) => value)).toEqual(stages);
    expect(at(body, "values.2")).toEqual({
      attributes: {
        closed: true,
        defaultProbability: 100,
        forecastCategoryName: "Closed",
        picklistAtributesValueType: "OpportunityStage",
        won: true,
      },
      label: "Closed Won",
      validFor: [],
      value: "Closed Won",
    });
    const master = await rest("GET", path("012000000000000AAA"));
    expect(at(master.body, "values.length")).toBe(10);
    expect((await rest("GET", path("012Hw0000000099"))).status).toBe(404);
    const described = (await rest("GET", "/sobjects/Opportunity/describe")).body;
    expect(at(described, "recordTypeInfos.0")).toMatchObject({ recordTypeId: id, name: "Renewal" });
  });
});
