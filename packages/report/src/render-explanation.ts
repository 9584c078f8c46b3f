import type { Explanation } from "@headway/sync";
import { evidenceLines } from "./evidence-lines.ts";
import { numberLines } from "./number-lines.ts";
import { type Page, page, type RenderOptions } from "./page.ts";
import { plainText } from "./plain-text.ts";
import { counted, nameOf } from "./review-words.ts";
import { wrap } from "./text-width.ts";

/**
 * Why a deal, an account or a person reads as it does: reasons, every number with its
 * contributions, all evidence seen, and how the writing to the CRM stands. Text of the CRM is inert.
 */
export function renderExplanation(explanation: Explanation, options: RenderOptions): string {
  const sheet = page(options);
  const { subject, crm, asOf, evidence, numbers } = explanation;
  const name = nameOf({ name: explanation.name, id: subject.id }, subject.subject);
  const title = `${name} · ${subject.subject} ${plainText(subject.id)} · ${plainText(crm)}`;
  const link =
    explanation.url === null ? [] : sheet.paragraph(plainText(explanation.url), 0).map(sheet.paint.soft);
  const lines = [
    ...wrap(title, sheet.columns).map(sheet.paint.strong),
    ...link,
    ...wrap(`As of ${asOf}, policy ${plainText(explanation.assessment.policyVersion)}`, sheet.columns),
    ...reasonLines(explanation, sheet),
    ...sheet.heading("NUMBERS", "contributions plus prior add up to each basis"),
    ...numbers.flatMap((number) => numberLines(number, sheet)),
    ...sheet.heading("EVIDENCE SEEN", `${counted(evidence.length, "piece")}, counted or not, oldest first`),
    ...evidenceLines(evidence, sheet),
    ...sheet.heading("IN THE CRM"),
    ...sheet.paragraph(writeText(explanation.write), 2),
  ];
  return `${lines.join("\n")}\n`;
}

function reasonLines({ assessment }: Explanation, sheet: Page): string[] {
  if (!("reasons" in assessment)) return [];
  const reasons = assessment.reasons.flatMap((reason) => sheet.paragraph(plainText(reason), 2));
  return [...sheet.heading("IN SHORT"), ...reasons];
}

function writeText(write: Explanation["write"]): string {
  if (write === null)
    return "Nothing waits to be written: where the CRM has Headway's fields, it holds them.";
  const reason = write.reason === undefined ? "" : `: ${plainText(write.reason)}`;
  const code = write.code === undefined ? "" : ` (${write.code})`;
  switch (write.state) {
    case "pending":
      return "A write waits to be sent; the next `headway sync` sends it.";
    case "inflight":
      return "A write was sent and had no answer; the next `headway sync` reads back whether it happened.";
    case "parked":
      return `The CRM refused the write${code}${reason}. It is tried again when the record or the wanted value changes; until then the CRM reads differently.`;
  }
}
