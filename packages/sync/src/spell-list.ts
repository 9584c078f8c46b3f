import type { Spell } from "@headway/core";

/** Spells of a whole portfolio, kept as numbers: as objects they would take more room than all that is assessed at once. */
export interface SpellList extends Iterable<Spell> {
  add(spells: readonly Spell[]): void;
}

type Place = Pick<Spell, "clock" | "segment" | "band" | "outcome">;

const numbersPerSpell = 3;
const spellsPerBlock = 4_096;

/** An empty list. Whose wait each was is not kept, since no curve asks for it: it comes out as nobody's. */
export function spellList(): SpellList {
  const places = new Map<string, number>();
  const placeAt: Place[] = [];
  const blocks: Float64Array[] = [];
  let size = 0;
  const placeOf = ({ clock, segment, band, outcome }: Spell): number => {
    const name = `${clock} ${band} ${outcome} ${segment}`;
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, placeAt.push({ clock, segment, band, outcome }) - 1);
    return placeAt.length - 1;
  };
  return {
    add(spells) {
      for (const spell of spells) {
        const at = size % spellsPerBlock;
        if (at === 0) blocks.push(new Float64Array(spellsPerBlock * numbersPerSpell));
        blocks.at(-1)?.set([placeOf(spell), Date.parse(spell.startAt), spell.days], at * numbersPerSpell);
        size += 1;
      }
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < size; index += 1) {
        const block = blocks[Math.floor(index / spellsPerBlock)];
        const at = (index % spellsPerBlock) * numbersPerSpell;
        const place = placeAt[block?.[at] ?? -1];
        if (place === undefined) continue;
        const startAt = new Date(block?.[at + 1] ?? 0).toISOString();
        yield { ...place, subjectId: "", startAt, days: block?.[at + 2] ?? 0 };
      }
    },
  };
}
