import type { Patch, RecordRef } from "@headway/crm";
import { Capture } from "../capture.ts";
import { captureLine } from "../capture-line.ts";
import { captureWords } from "../capture-words.ts";
import { taskKey } from "../task-key.ts";

/** Where a capture is kept. */
export interface CapturePlace {
  /** The account of the CRM that the key belongs to, as `describe` names it. */
  readonly accountId: string;
  /** The deal or account it is about. */
  readonly ref: RecordRef;
  /** Further records it hangs on: the deal's account, the person who said it. */
  readonly links?: readonly RecordRef[];
}

/**
 * The write that keeps a capture in the CRM: a task, done already, that says in words what was logged and carries
 * it in a line that the evidence is read back from. The same capture twice is one task. Push it with the adapter;
 * then assess the record. Throws a `ZodError` where the capture is not one (see {@link Capture}).
 */
export async function capturePatch(
  given: unknown,
  { accountId, ref, links = [] }: CapturePlace,
): Promise<Patch> {
  const capture = Capture.parse(given);
  const line = captureLine(capture);
  const key = await taskKey({
    accountId,
    rule: "capture",
    subject: ref.object,
    subjectId: ref.id,
    period: line,
  });
  const contact =
    capture.contactId === undefined ? [] : [{ object: "contact", id: capture.contactId } as const];
  const [headline, ...details] = captureWords(capture);
  return {
    type: "upsert-task",
    key,
    task: {
      subject: `Logged: ${headline}`.slice(0, 255),
      body: [...details, ...quoted(capture), line].join("\n"),
      dueOn: capture.at.slice(0, 10),
      ownerId: capture.personId ?? null,
      links: [ref, ...links, ...contact],
      status: "done",
    },
  };
}

function quoted({ quote }: Capture): string[] {
  return quote === undefined ? [] : [`In the buyer's words: “${quote}”`];
}
