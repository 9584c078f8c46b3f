export { Capture } from "../capture.ts";
export { assessAccountRecord } from "./assess-account-record.ts";
export { assessDealRecord } from "./assess-deal-record.ts";
export type { AssessDealOptions, AssessRecordOptions, RecordOptions } from "./assess-options.ts";
export { assessRecord } from "./assess-record.ts";
export { type CapturePlace, capturePatch } from "./capture-patch.ts";
export { type AnyCrm, recordCrm } from "./record-crm.ts";
export { isUnfinished, type RecordResult, type RecordWrite } from "./record-result.ts";
