import type { Evidence } from "@headway/core";

/** Evidence of one CRM as it is gathered, each piece once. */
export interface GatheredEvidence {
  readonly byId: ReadonlyMap<string, Evidence>;
  /**
   * Pieces that concern several accounts, through contacts of other companies. An assessment of everything counts
   * each for one of them: the account it names, or that of its deal.
   */
  readonly onSeveralAccounts: number;
  /** Adds what was read of a deal or a person; a piece that is known already stays as it is. */
  add(pieces: readonly Evidence[]): void;
  /** Adds what was read of an account: a piece that names no account, and whose deal has none, now names this one. */
  addOfAccount(accountId: string, pieces: readonly Evidence[]): void;
}

/** Gathers evidence; `accountOfDeal` gives the account of a deal that is going to be assessed. */
export function gatheredEvidence(accountOfDeal: (dealId: string) => string | undefined): GatheredEvidence {
  const byId = new Map<string, Evidence>();
  const elsewhere = new Set<string>();
  const share = sharedTexts();
  return {
    byId,
    get onSeveralAccounts() {
      return elsewhere.size;
    },
    add(pieces) {
      for (const piece of pieces) if (!byId.has(piece.id)) byId.set(piece.id, share(piece));
    },
    addOfAccount(accountId, pieces) {
      for (const piece of pieces) {
        const known = byId.get(piece.id);
        if (known === undefined) byId.set(piece.id, share(piece));
        else if (placeOf(known, accountOfDeal) === undefined) byId.set(piece.id, { ...known, accountId });
        else if (placeOf(known, accountOfDeal) !== accountId) elsewhere.add(piece.id);
      }
    },
  };
}

function placeOf(
  { accountId, dealId }: Evidence,
  accountOfDeal: (dealId: string) => string | undefined,
): string | undefined {
  return accountId ?? (dealId === undefined ? undefined : accountOfDeal(dealId));
}

/** A million pieces name a few rules and some thousand records: each text and each rule is kept once. */
function sharedTexts(): (piece: Evidence) => Evidence {
  const texts = new Map<string, string>();
  const rules = new Map<string, Evidence["rule"]>();
  const text = (value: string): string => {
    const known = texts.get(value);
    if (known === undefined) texts.set(value, value);
    return known ?? value;
  };
  const rule = (value: Evidence["rule"]): Evidence["rule"] => {
    const key = `${value.id} ${value.version}`;
    const known = rules.get(key);
    if (known === undefined) rules.set(key, value);
    return known ?? value;
  };
  return (piece) => ({
    ...piece,
    kind: text(piece.kind) as Evidence["kind"],
    ...(piece.dealId === undefined ? {} : { dealId: text(piece.dealId) }),
    ...(piece.accountId === undefined ? {} : { accountId: text(piece.accountId) }),
    ...(piece.personId === undefined ? {} : { personId: text(piece.personId) }),
    source: { ...piece.source, crm: text(piece.source.crm), object: text(piece.source.object) },
    rule: rule(piece.rule),
  });
}
