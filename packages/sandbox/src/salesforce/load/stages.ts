import type { Org } from "../org.ts";
import { picklistValues } from "../schema/field.ts";
import { defaultStages } from "../schema/sales-objects.ts";

/** A stage to be: its name, its chance in percent and whether it ends a deal. */
export interface Stage {
  readonly label: string;
  readonly probability: number;
  readonly closed: boolean;
}

/** The forecast category that goes with a stage, as the API names it and as people read it. */
function forecast(stage: Stage): { category: string; label: string } {
  if (stage.closed)
    return stage.probability > 0
      ? { category: "Closed", label: "Closed" }
      : { category: "Omitted", label: "Omitted" };
  if (stage.probability >= 90) return { category: "Forecast", label: "Commit" };
  return stage.probability >= 60
    ? { category: "BestCase", label: "Best Case" }
    : { category: "Pipeline", label: "Pipeline" };
}

/** Makes `StageName` offer the stages that there are. */
function offerStages(org: Org): void {
  const labels = org
    .table("OpportunityStage")
    .rows.filter((row) => row.IsActive === true)
    .map((row) => String(row.MasterLabel));
  for (const object of ["Opportunity", "OpportunityHistory"]) {
    const field = org.schema.field(object, "StageName");
    const restrictedPicklist = org.features.restrictedStages;
    if (field)
      org.schema.putField(object, { ...field, restrictedPicklist, picklistValues: picklistValues(labels) });
  }
}

/** Puts these stages, in this order, in the place of those that there are. */
export function replaceStages(org: Org, stages: readonly Stage[]): void {
  const table = org.table("OpportunityStage");
  table.drop([...table.rows]);
  for (const [index, stage] of stages.entries()) {
    const { category, label } = forecast(stage);
    org.insert("OpportunityStage", {
      ...org.stamps(org.integrationUserId()),
      MasterLabel: stage.label,
      ApiName: stage.label,
      IsActive: true,
      SortOrder: index + 1,
      IsClosed: stage.closed,
      IsWon: stage.closed && stage.probability > 0,
      ForecastCategory: category,
      ForecastCategoryName: label,
      DefaultProbability: stage.probability,
      Description: null,
    });
  }
  offerStages(org);
}

/** The stages of a new org. */
export function newOrgStages(org: Org): void {
  replaceStages(org, defaultStages);
}
