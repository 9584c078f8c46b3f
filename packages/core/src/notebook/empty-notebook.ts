import type { Notebook } from "./notebook.ts";

/** A notebook nobody has written in. */
export const emptyNotebook: Notebook = {
  goals: [],
  quotas: [],
  planItems: [],
  fitLinks: [],
  statedReasons: [],
  triageDecisions: [],
  snoozes: [],
  capabilities: [],
  optionRecords: [],
  missions: [],
  missionLinks: [],
  sealedNotes: [],
  creditSplits: [],
  annotations: [],
};
