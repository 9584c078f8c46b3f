import type { AccountAssessment } from "../account/account-assessment.ts";
import { type AssessAccountInput, assessAccount } from "../account/assess-account.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "./example-evidence.ts";

/** What an example account is assessed from; `asOf` is a number of days. */
type ExampleInput = Partial<Omit<AssessAccountInput, "asOf">> & {
  readonly evidence: Evidence[];
  readonly asOf: number;
};

/** The assessment of account `a`, made on day 0, with deal `d`, under the default policy. */
export function exampleAccount({ asOf, ...input }: ExampleInput): AccountAssessment {
  return assessAccount({
    account: { id: "a", createdAt: day(0) },
    deals: [exampleDeal()],
    policy: defaultPolicy,
    asOf: day(asOf),
    ...input,
  });
}

/** A piece about account `a` and no deal. */
export function examplePiece(
  id: string,
  kind: Evidence["kind"],
  at: number,
  more: Partial<Evidence> = {},
): Evidence {
  const { dealId: _none, ...piece } = exampleEvidence({ id, kind, occurredAt: day(at) });
  return { ...piece, ...more };
}
