/** One way to speak with a CRM. */
export interface Variant {
  readonly transport: "sdk" | "fetch";
  readonly apiVersion: string;
}

/** One trouble that the adapter must survive; throws where it does not. Its name is kebab-case and unique. */
export interface ProofCase {
  readonly name: string;
  readonly run: (variant: Variant) => Promise<void>;
}

/** Every case is run on every variant: `run.ts` of a folder exports `conformance`. */
export interface ConformanceProof {
  readonly variants: readonly Variant[];
  readonly cases: readonly ProofCase[];
}

/** How a case went on one variant. */
export interface CaseResult extends Variant {
  readonly name: string;
  readonly ok: boolean;
  readonly message?: string;
}

/** Runs every case on every variant, one after the other; a failure does not stop the rest. */
export async function runConformance(
  { variants, cases }: ConformanceProof,
  onResult: (result: CaseResult) => void,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const variant of variants) {
    for (const subject of cases) {
      const result = await runCase(subject, variant);
      onResult(result);
      results.push(result);
    }
  }
  return results;
}

async function runCase({ name, run }: ProofCase, variant: Variant): Promise<CaseResult> {
  try {
    await run(variant);
    return { name, ...variant, ok: true };
  } catch (error) {
    return { name, ...variant, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
