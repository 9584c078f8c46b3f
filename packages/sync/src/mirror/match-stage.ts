import { linkCommit } from "./link-rows.ts";
import { otherSide } from "./mirror-context.ts";
import type { CandidateRow, ProposalRow, Side } from "./mirror-rows.ts";
import type { MirrorPut } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";

const pageSize = 500;

/**
 * Compares deals that came new with those of the other side. One named by an external key is linked; one of
 * the same name and amount is proposed. A key that several deals carry links none of them and is said.
 */
export async function match(work: MirrorWork): Promise<boolean> {
  const { store, config } = work;
  let after: string | null = null;
  for (let done = 0; ; done += pageSize) {
    work.progress({ phase: "match", side: null, done });
    const candidates: CandidateRow[] = await store.rows(config.name, "candidate", { after, limit: pageSize });
    if (candidates.length === 0) return true;
    await work.hold.retake();
    for (const candidate of candidates) if (candidate.fresh) await matchOne(work, candidate);
    after = candidates.at(-1)?.id ?? null;
    if (work.outOfTime()) return false;
  }
}

async function matchOne(work: MirrorWork, candidate: CandidateRow): Promise<void> {
  const found = await byKey(work, candidate);
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    if (await linkPair(work, candidate, only)) return;
  } else if (found.length > 1) {
    work.tally.notes.push(
      `${candidate.id} and its external key name ${found.length} deals on the other side (${found.join(", ")}); none was linked`,
    );
  }
  const put: MirrorPut[] = [{ kind: "candidate", row: { ...candidate, fresh: false } }];
  if (found.length === 0) put.push(...(await proposalsFor(work, candidate)));
  await commit(work, { put });
}

/** Ids on the other side that an external key, of this deal or of theirs, joins with it. */
async function byKey(work: MirrorWork, candidate: CandidateRow): Promise<string[]> {
  const { store, config } = work;
  const key = config.match.externalKey;
  if (key === undefined || (await hasRivals(work, candidate))) return [];
  const other = otherSide(candidate.side);
  const groups = key.holds === "shared" ? candidate.key : candidate.recordId;
  const rows = groups === null ? [] : await store.rows(config.name, "key", { groups: [groups] });
  const theirs = rows.filter((row) => row.side === other).map((row) => row.recordId);
  if (key.holds === "shared" || candidate.key === null) return theirs;
  const named = await store.row(config.name, "candidate", `${other}/${candidate.key}`);
  return [...new Set([...theirs, ...(named === null ? [] : [named.recordId])])];
}

/** Several deals of one side with the same key: nobody can say which of them is meant. */
async function hasRivals({ store, config, tally }: MirrorWork, candidate: CandidateRow): Promise<boolean> {
  if (candidate.key === null) return false;
  const rows = await store.rows(config.name, "key", { groups: [candidate.key] });
  const rivals = rows.filter((row) => row.side === candidate.side);
  if (rivals.length < 2) return false;
  tally.notes.push(`${rivals.map((row) => row.id).join(", ")} carry the same external key; none was linked`);
  return true;
}

async function linkPair(work: MirrorWork, candidate: CandidateRow, otherId: string): Promise<boolean> {
  const ends = pairOf(candidate, otherId);
  // Two of this side with one key would each take the same partner: the first does, and the second is said.
  const changes = linkCommit(work, ends, "their external key");
  if (!(await commit(work, changes))) {
    work.tally.notes.push(
      `${candidate.id} and its external key name a deal that is linked already; it was not linked`,
    );
    return false;
  }
  work.tally.linked += 1;
  return true;
}

async function proposalsFor(work: MirrorWork, candidate: CandidateRow): Promise<MirrorPut[]> {
  const { store, config, now } = work;
  if (candidate.group === null) return [];
  const alike = await store.rows(config.name, "candidate", { groups: [candidate.group] });
  const pairs = alike
    .filter((one) => one.side !== candidate.side)
    .map((one) => pairOf(candidate, one.recordId));
  const ids = pairs.map((pair) => `${pair.left}|${pair.right}`);
  const known = new Set((await store.rows(config.name, "proposal", { ids })).map((row) => row.id));
  return pairs.flatMap((pair): MirrorPut[] => {
    const id = `${pair.left}|${pair.right}`;
    if (known.has(id)) return [];
    const reason = `both are called \`${candidate.name}\` and stand at ${candidate.amount ?? "no amount"}`;
    const row: ProposalRow = { id, group: null, ...pair, status: "open", reason, at: now() };
    return [{ kind: "proposal", row }];
  });
}

function pairOf(candidate: CandidateRow, otherId: string): { readonly [S in Side]: string } {
  const { side, recordId } = candidate;
  return side === "left" ? { left: recordId, right: otherId } : { left: otherId, right: recordId };
}
