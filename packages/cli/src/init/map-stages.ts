import { EvidenceKind } from "@headway/core";
import { plainText, wrap } from "@headway/report";
import { closestTo } from "../closest-to.ts";
import { type CliContext, terminalOf } from "../context.ts";
import type { SetUpCrm } from "./gather-credentials.ts";
import { guessStages, type StageGuess } from "./stage-guess.ts";

const kinds = EvidenceKind.options as readonly EvidenceKind[];
const shownKinds = 3;

/** A guess for every stage of the CRMs that were reached; on a terminal the person may change each. */
export async function mapStages(
  context: CliContext,
  crms: readonly SetUpCrm[],
  isAsked: boolean,
): Promise<StageGuess[]> {
  const guesses = crms.flatMap(({ vendor, look: { schema } }) =>
    schema?.pipelines.status === "known" ? guessStages(vendor.crm, schema.pipelines.value) : [],
  );
  if (guesses.length === 0 || !isAsked) return guesses;
  const { columns } = terminalOf(context.process.stderr, context.process.env);
  context.process.stderr.write(stagesText(guesses, columns));
  if (!(await context.confirm("Change any of these guesses?"))) return guesses;
  const changed: StageGuess[] = [];
  for (const guess of guesses) changed.push(await changedGuess(context, guess));
  return changed;
}

/** Each stage under its pipeline, with what its label is taken to claim. */
export function stagesText(guesses: readonly StageGuess[], columns: number): string {
  const lines = guesses.flatMap(({ crm, pipeline, label, kind, reason }, index) => {
    const before = guesses[index - 1];
    const isNew = before?.crm !== crm || before.pipeline !== pipeline;
    const said = kind === null ? `no rule: ${reason}` : `${kind}, as the seller's word`;
    return [
      ...(isNew ? wrap(plainText(`${crm}, pipeline ${pipeline}`), columns) : []),
      ...wrap(plainText(`${label}  →  ${said}`), Math.max(20, columns - 4)).map(
        (line, row) => `${row === 0 ? "  " : "    "}${line}`,
      ),
    ];
  });
  return `${lines.join("\n")}\n`;
}

async function changedGuess(context: CliContext, guess: StageGuess): Promise<StageGuess> {
  if (guess.status !== "open") return guess;
  const usual = guess.kind ?? "-";
  for (;;) {
    const answer = await context.ask(`${plainText(guess.label)}: kind of evidence, - for none [${usual}]:`);
    if (answer === "") return guess;
    if (answer === "-") return { ...guess, kind: null, reason: "you said so" };
    const kind = kinds.find((one) => one === answer);
    if (kind !== undefined) return { ...guess, kind, reason: "you said so" };
    const closest = closestTo(answer, kinds, shownKinds).join(", ");
    context.process.stderr.write(`there is no such kind; closest are ${closest}\n`);
  }
}
