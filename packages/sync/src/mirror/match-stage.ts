import { linkCommit } from "./link-rows.ts";
import { otherSide } from "./mirror-context.ts";
import type { CandidateRow, FreshRow, ProposalRow, Side } from "./mirror-rows.ts";
import type { MirrorPut } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";

const pageSize = 500;
/** Deals of one side that look alike, up to which each is proposed with each of the other side. */
const mostAlike = 5;

/**
 * Compares deals that came new with those of the other side. One named by an external key is linked; one of
 * the same name and amount is proposed, where few are alike. A key that several deals carry links none of them and
 * is said.
 */
export async function match(work: MirrorWork): Promise<boolean> {
  const { store, config } = work;
  const crowds = new Set<string>();
  let after: string | null = null;
  for (let done = 0; ; done += pageSize) {
    work.progress({ phase: "match", side: null, done });
    const fresh: FreshRow[] = await store.rows(config.name, "fresh", { after, limit: pageSize });
    if (fresh.length === 0) return true;
    await work.hold.retake();
    const ids = fresh.map(({ id }) => id);
    for (const candidate of await store.rows(config.name, "candidate", { ids }))
      await matchOne(work, candidate, crowds);
    // Those that were linked meanwhile, by one of these too, are no candidates any more.
    await commit(work, { remove: ids.map((id) => ({ kind: "fresh", id })) });
    after = ids.at(-1) ?? null;
    if (work.outOfTime()) return false;
  }
}

async function matchOne(work: MirrorWork, candidate: CandidateRow, crowds: Set<string>): Promise<void> {
  const found = await byKey(work, candidate);
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    if (await linkPair(work, candidate, only)) return;
  } else if (found.length > 1) {
    work.tally.notes.push(
      `${candidate.id} and its external key name ${found.length} deals on the other side (${found.join(", ")}); none was linked`,
    );
  }
  const put = found.length === 0 ? await proposalsFor(work, candidate, crowds) : [];
  await commit(work, { remove: [{ kind: "fresh", id: candidate.id }], put });
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

/** Where many are alike nobody could tell which belong together: none is proposed, which is said once a run. */
async function proposalsFor(
  work: MirrorWork,
  candidate: CandidateRow,
  crowds: Set<string>,
): Promise<MirrorPut[]> {
  const { store, config, now } = work;
  if (candidate.group === null || crowds.has(candidate.group)) return [];
  const alike = await store.rows(config.name, "candidate", { groups: [candidate.group] });
  const others = alike.filter((one) => one.side !== candidate.side);
  if (others.length > 0 && Math.max(others.length, alike.length - others.length) > mostAlike) {
    crowds.add(candidate.group);
    work.tally.notes.push(crowdNote(candidate, alike));
    return [];
  }
  const pairs = others.map((one) => pairOf(candidate, one.recordId));
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

function crowdNote({ name, amount }: CandidateRow, alike: readonly CandidateRow[]): string {
  const left = alike.filter(({ side }) => side === "left").length;
  const likeness = `are called \`${name}\` and stand at ${amount ?? "no amount"}`;
  return `${left} unlinked deals on the left and ${alike.length - left} on the right ${likeness}; that is too many to propose each with each, so none was. \`link\` them, or match by an external key`;
}

function pairOf(candidate: CandidateRow, otherId: string): { readonly [S in Side]: string } {
  const { side, recordId } = candidate;
  return side === "left" ? { left: recordId, right: otherId } : { left: otherId, right: recordId };
}
