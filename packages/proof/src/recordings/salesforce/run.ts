import { existsSync } from "node:fs";
import { leaveResult } from "../../proof-folder.ts";
import { type Reading, readByAdapter } from "./adapter-reading.ts";
import { bulkCases, csvShape } from "./bulk-cases.ts";
import { errorCases } from "./error-cases.ts";
import { type ListedDifference, listedDifferences } from "./listed-differences.ts";
import { metadataCases } from "./metadata-cases.ts";
import { orgCases } from "./org-cases.ts";
import { queryCases } from "./query-cases.ts";
import { type RecordedAnswer, recordedAnswers, recordingsFolder } from "./recorded-answer.ts";
import { type RecordedCase, unsupported } from "./recorded-case.ts";
import { differences, type Shape, shapeOf, xmlShape } from "./shape.ts";
import { writeCases } from "./write-cases.ts";

const cases = [...orgCases, ...queryCases, ...errorCases, ...writeCases, ...bulkCases, ...metadataCases];

interface CaseResult {
  readonly file: string;
  readonly reading: Reading | { readonly status: "not-for-it"; readonly reason: string };
  readonly differences: readonly string[];
}

function shapeOfText(file: string, text: string, body: unknown): Shape {
  if (file.endsWith(".xml")) return xmlShape(text);
  return file.endsWith(".csv") ? csvShape(text) : shapeOf(body);
}

async function check(recorded: RecordedAnswer, found: RecordedCase): Promise<CaseResult> {
  const { reading, ask, options } = found;
  const answer = await ask(recorded);
  const told = differences(
    shapeOfText(recorded.file, recorded.text, recorded.body),
    shapeOfText(recorded.file, answer.text, answer.body),
    options,
  );
  const read =
    typeof reading === "string"
      ? await readByAdapter(reading, recorded)
      : ({ status: "not-for-it", reason: reading.never } as const);
  return { file: recorded.file, reading: read, differences: told };
}

const asLine = (number: string, difference: string): string => `${number} ${difference}`;

/** Differences that nobody listed, and listed ones that are there no more. */
function unlisted(results: readonly CaseResult[], listed: readonly ListedDifference[]) {
  const found = results.flatMap(({ file, differences: told }) =>
    told.map((difference) => asLine(file.slice(0, 3), difference)),
  );
  const known = listed.map(({ number, difference }) => asLine(number, difference));
  return {
    isNew: found.filter((line) => !known.includes(line)),
    isGone: known.filter((line) => !found.includes(line)),
  };
}

function notCovered(answers: readonly RecordedAnswer[]): string[] {
  const numbers = new Set([...cases.map(({ number }) => number), ...Object.keys(unsupported)]);
  return answers.map(({ file }) => file).filter((file) => !numbers.has(file.slice(0, 3)));
}

function report(results: readonly CaseResult[], answers: readonly RecordedAnswer[]): string[] {
  const listed = listedDifferences();
  const { isNew, isGone } = unlisted(results, listed);
  const read = results.filter(({ reading }) => reading.status === "read").length;
  const failed = results.filter(({ reading }) => ["not-read", "never-asked"].includes(reading.status));
  const uncovered = notCovered(answers);
  const place = leaveResult("proof/recordings-salesforce.json", {
    recordings: answers.length,
    unsupported: Object.keys(unsupported).length,
    compared: results.length,
    readByAdapter: read,
    toRead: read + failed.length,
    listedDifferences: listed.length,
    newDifferences: isNew,
    goneDifferences: isGone,
    results,
  });
  console.log(`${answers.length} recorded answers, ${results.length} of supported requests`);
  console.log(`${read} of ${read + failed.length} read by the adapter; ${listed.length} differences listed`);
  console.log(`The whole result is in ${place}`);
  return [
    ...failed.map(({ file, reading }) => `not read: ${file} ${JSON.stringify(reading)}`),
    ...isNew.map((line) => `not listed in FIDELITY.md: ${line}`),
    ...isGone.map((line) => `listed in FIDELITY.md and there no more: ${line}`),
    ...uncovered.map((file) => `neither a case nor unsupported: ${file}`),
  ];
}

/**
 * Feeds every recorded answer to a supported request through the adapter, and holds the sandbox's answer
 * to the same request against it. 0 where all are read and every difference is a listed one.
 */
export async function recordings(): Promise<number> {
  if (!existsSync(recordingsFolder)) {
    console.warn(`SKIPPED, nothing was checked: there are no recordings at ${recordingsFolder}`);
    return 0;
  }
  const answers = recordedAnswers();
  const results: CaseResult[] = [];
  for (const recorded of answers) {
    const found = cases.find(({ number }) => recorded.file.startsWith(`${number}-`));
    if (found) results.push(await check(recorded, found));
  }
  const faults = report(results, answers);
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}
