/** The CRM objects that evidence rules read. */
export type SubjectObject = "deal" | "task" | "call" | "meeting" | "email" | "note" | "stage-change";

/**
 * One CRM record, flattened for the evidence rules. Field names: deal `name, stageId, stageLabel, pipelineId,
 * pipelineLabel, status, amount, nextStep`; stage-change `fromStageId, toStageId, toStageLabel, pipelineLabel,
 * toStatus`; task `subject, body, status, priority, kind`; call `title, body, direction, disposition, status,
 * durationMinutes`; meeting `title, body, outcome, durationMinutes`; email `subject, text, direction, status`;
 * note `body`; custom fields under the vendor's name. `null` is empty; an absent name was not read.
 */
export interface RuleSubject {
  readonly crm: string;
  readonly object: SubjectObject;
  readonly id: string;
  readonly version?: string | undefined;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
  readonly accountId?: string | undefined;
  readonly dealIds: readonly string[];
  readonly personId?: string | undefined;
  readonly contactId?: string | undefined;
  /** The length of the record in hours, where known. */
  readonly hours?: number | undefined;
}
