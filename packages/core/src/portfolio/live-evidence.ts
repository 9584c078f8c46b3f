import type { Evidence } from "../evidence/evidence.ts";
import { IdNumbers } from "../evidence/id-numbers.ts";
import { Pieces } from "../evidence/pieces.ts";
import { supersedes } from "../evidence/seen.ts";
import { SeenTable } from "../evidence/seen-table.ts";
import { instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";

/** Rows of a table by an id that their pieces name. */
type RowsById = Map<string, number[]>;

const none: readonly number[] = Object.freeze([]);

/**
 * Evidence by what it names, growing: of each piece the version that stands as of one instant, read once. Reading a
 * person's whole work anew from thousands of pieces would take longer than assessing it.
 */
export class LiveEvidence {
  readonly table: SeenTable;
  readonly #asOfMs: number;
  readonly #ids: IdNumbers;
  readonly #byDeal: RowsById = new Map();
  /** Those of {@link #byDeal} that name no account, and so are about whichever account the deal has. */
  readonly #byDealAlone: RowsById = new Map();
  readonly #byAccount: RowsById = new Map();
  readonly #byPerson: RowsById = new Map();
  /** What no longer stands, by the row of what stands instead. */
  readonly #former = new Map<number, readonly Evidence[]>();

  /** `expected`: about how many pieces there will be. */
  constructor({ policy, asOfMs }: Pick<Standpoint, "policy" | "asOfMs">, expected = 0) {
    this.#asOfMs = asOfMs;
    this.#ids = new IdNumbers(expected);
    this.table = new SeenTable(policy, expected);
  }

  /** Takes in a piece, and gives all versions of it: whatever one of them names may have changed. */
  add(evidence: Evidence): readonly Evidence[] {
    const row = this.#ids.find(evidence.id);
    const standing = row < 0 ? undefined : this.table.evidence[row];
    const atMs = instantMs(evidence.occurredAt);
    const isVisible = atMs <= this.#asOfMs && instantMs(evidence.recordedAt) <= this.#asOfMs;
    if (standing === undefined) {
      if (isVisible) this.#addRow(evidence, atMs);
      return [evidence];
    }
    const former = this.#former.get(row) ?? [];
    const next = { evidence, atMs };
    if (isVisible && supersedes(next, { evidence: standing, atMs: this.table.atMs[row] ?? 0 })) {
      for (const list of this.#listsOf(standing)) list.splice(list.indexOf(row), 1);
      this.table.replace(row, evidence, atMs);
      for (const list of this.#listsOf(evidence)) list.push(row);
      this.#former.set(row, [...former, standing]);
    }
    return [evidence, standing, ...former];
  }

  /** The rows that name a deal. */
  ofDeal(id: string): readonly number[] {
    return this.#byDeal.get(id) ?? none;
  }

  /** The rows that name a deal and no account. */
  ofDealAlone(id: string): readonly number[] {
    return this.#byDealAlone.get(id) ?? none;
  }

  /** The rows that name an account. */
  ofAccount(id: string): readonly number[] {
    return this.#byAccount.get(id) ?? none;
  }

  /** The rows that name a person. */
  ofPerson(id: string): readonly number[] {
    return this.#byPerson.get(id) ?? none;
  }

  /** The pieces in some rows. */
  pieces(...lists: readonly (readonly number[])[]): Pieces {
    return new Pieces(this.table, Int32Array.from(lists.flat()));
  }

  #addRow(evidence: Evidence, atMs: number): void {
    const row = this.#ids.add(evidence.id);
    this.table.add(evidence, atMs);
    for (const list of this.#listsOf(evidence)) list.push(row);
  }

  #listsOf({ dealId, accountId, personId }: Evidence): number[][] {
    const lists: number[][] = [];
    if (dealId !== undefined) lists.push(listOf(this.#byDeal, dealId));
    if (dealId !== undefined && accountId === undefined) lists.push(listOf(this.#byDealAlone, dealId));
    if (accountId !== undefined) lists.push(listOf(this.#byAccount, accountId));
    if (personId !== undefined) lists.push(listOf(this.#byPerson, personId));
    return lists;
  }
}

function listOf(rows: RowsById, id: string): number[] {
  const former = rows.get(id);
  if (former) return former;
  const list: number[] = [];
  rows.set(id, list);
  return list;
}
