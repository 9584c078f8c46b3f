import type { AccountAssessment } from "../account/account-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import { Instant, instantMs } from "../instant.ts";
import type { Capability } from "../notebook/capability.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { notebookAsOf } from "../notebook/notebook-as-of.ts";
import { clientNetwork, type NetworkEdge } from "./client-network.ts";
import { isSameProblem } from "./problem-name.ts";

/** A client who can solve a problem of another one. Says nothing of how that client stands to us. */
export interface ToolkitMatch {
  readonly accountId: string;
  readonly solves: string;
  /** When the client agreed to be asked; `null` while nobody has asked. */
  readonly consentAt: Instant | null;
  /** Where the client already met the one with the problem. */
  readonly known: readonly NetworkEdge[];
  /** The notebook's entries behind it. */
  readonly capabilityIds: readonly string[];
}

/** Who among our clients can solve a problem (domain:E9). */
export interface ClientToolkit {
  readonly problem: string;
  /** They agreed to be asked. In order of account id: no client is put before another. */
  readonly canHelp: readonly ToolkitMatch[];
  /** They could help; ask them before naming them to anybody. */
  readonly toAsk: readonly ToolkitMatch[];
}

/** What the toolkit is searched with. */
export interface ClientToolkitInput {
  readonly problem: string;
  /** The client with the problem, who is left out. */
  readonly accountId?: string | undefined;
  readonly notebook: Notebook;
  readonly accounts: readonly AccountAssessment[];
  readonly asOf: string;
}

/**
 * Matches a problem, by its name without regard to case and spaces, to clients who can solve it. A client who
 * refused is never shown, whatever other entries say; consent that lies after `asOf` is not there yet. Labels about
 * a client stay with that client's own company and are no part of the answer. Throws a `ZodError` when `asOf` is
 * no instant.
 */
export function clientToolkit(input: ClientToolkitInput): ClientToolkit {
  const { problem, accountId } = input;
  const asOf = Instant.parse(input.asOf);
  const byAccount = new Map<string, Capability[]>();
  for (const capability of notebookAsOf(input.notebook, asOf).capabilities) {
    if (capability.accountId === accountId || !isSameProblem(capability.solves, problem)) continue;
    byAccount.set(capability.accountId, [...(byAccount.get(capability.accountId) ?? []), capability]);
  }
  const edges = clientNetwork({ accounts: input.accounts });
  const matches = [...byAccount.values()]
    .filter((capabilities) => capabilities.every(({ consent }) => consent.status !== "refused"))
    .flatMap((capabilities) => matchOf(capabilities, edges, { accountId, asOf }))
    .sort((left, right) => compareTexts(left.accountId, right.accountId));
  return {
    problem,
    canHelp: matches.filter(({ consentAt }) => consentAt !== null),
    toAsk: matches.filter(({ consentAt }) => consentAt === null),
  };
}

function matchOf(
  capabilities: readonly Capability[],
  edges: readonly NetworkEdge[],
  { accountId, asOf }: { readonly accountId: string | undefined; readonly asOf: Instant },
): ToolkitMatch[] {
  const [first] = capabilities;
  if (first === undefined) return [];
  const given = capabilities.flatMap(({ consent }) => (consent.status === "given" ? [consent.at] : []));
  const already = given.filter((at) => instantMs(at) <= instantMs(asOf));
  const known = edges.filter(
    ({ accountIds }) => accountIds.includes(first.accountId) && accountIds.some((id) => id === accountId),
  );
  return [
    {
      accountId: first.accountId,
      solves: first.solves,
      consentAt: already.toSorted((left, right) => instantMs(left) - instantMs(right))[0] ?? null,
      known,
      capabilityIds: capabilities.map(({ id }) => id).sort(),
    },
  ];
}
