/** One observation for calibration: what was said, what came (0 or 1, or a share), and how much it counts. */
export interface Calibrated {
  readonly score: number;
  readonly outcome: number;
  readonly weight?: number;
}

/** A step of a rising curve: scores of at least `from` are given `value`. */
export interface IsotonicStep {
  readonly from: number;
  readonly value: number;
  readonly weight: number;
}

interface Block {
  readonly from: number;
  sum: number;
  weight: number;
}

/**
 * The rising step curve that is closest to the outcomes in squares, by pooling neighbours that fall (Ayer et al.
 * 1955). Equal scores are one step. No observations give no steps.
 */
export function isotonic(observations: readonly Calibrated[]): IsotonicStep[] {
  const sorted = [...observations].sort((left, right) => left.score - right.score);
  const blocks: Block[] = [];
  for (const { score, outcome, weight = 1 } of sorted) {
    const last = blocks.at(-1);
    if (last?.from === score) {
      last.sum += outcome * weight;
      last.weight += weight;
    } else blocks.push({ from: score, sum: outcome * weight, weight });
  }
  return pooled(blocks).map(({ from, sum, weight }) => ({ from, value: sum / weight, weight }));
}

/** The value of the curve at a score; below the first step the first step's, without steps `undefined`. */
export function isotonicAt(steps: readonly IsotonicStep[], score: number): number | undefined {
  return (steps.findLast(({ from }) => from <= score) ?? steps[0])?.value;
}

function pooled(blocks: readonly Block[]): Block[] {
  const rising: Block[] = [];
  for (const block of blocks) {
    let current = block;
    for (let former = rising.at(-1); former && mean(former) >= mean(current); former = rising.at(-1)) {
      rising.pop();
      current = { from: former.from, sum: former.sum + current.sum, weight: former.weight + current.weight };
    }
    rising.push(current);
  }
  return rising;
}

function mean({ sum, weight }: Block): number {
  return sum / weight;
}
