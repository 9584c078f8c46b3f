import { type Draws, draws } from "./draws.ts";
import { drawMishaps, type Mishap } from "./mishap.ts";
import { type NetworkFault, networkFaults, type Side } from "./network.ts";
import { type Field, mirroredFields, people, stageWords, unmappedStages } from "./vocabulary.ts";

/** Somebody types something. */
export interface Edit {
  readonly id: number;
  /** Milliseconds after the beginning. */
  readonly atMs: number;
  readonly side: Side;
  readonly deal: number;
  readonly field: Field;
  /** In the words of {@link ./vocabulary.ts}. */
  readonly value: string;
  /** Which of several names for the same stage. */
  readonly variant: number;
  /** Salesforce commits it so much later than it stamps it. */
  readonly lateMs: number;
}

/** Somebody types into the very field that the engine is writing, a moment before its write arrives or after it. */
export interface Interference {
  readonly id: number;
  /** Which of the engine's writes to that side, from 1. */
  readonly nth: number;
  readonly side: Side;
  readonly when: "before" | "after";
}

/** How both sides differ before they are linked, and what is done about it. */
export type Policy = "left" | "right" | "rank" | "latest" | "manual";

/** Everything that a seed decides before it runs. Plain data: it can be cut down, kept and played again. */
export interface MirrorPlan {
  readonly kind: "mirror";
  readonly seed: number;
  readonly store: "memory" | "sqlite";
  readonly deals: number;
  readonly workers: number;
  readonly webhooks: boolean;
  readonly policy: Policy;
  /** Whether Salesforce keeps the history of the mirrored fields. */
  readonly tracked: boolean;
  readonly pollMs: number;
  /** How long a worker holds the mirror without a sign of life. */
  readonly leaseMs: number;
  readonly lastsMs: number;
  readonly latencyMs: number;
  /** The longest that HubSpot's index lags behind. */
  readonly indexLagMs: number;
  readonly shortPages: number;
  /** Whether HubSpot's tokens end within the run. */
  readonly rotation: boolean;
  readonly skewsMs: readonly number[];
  /** A flow in Salesforce that rewrites what is typed, or works against the engine. */
  readonly automation: "none" | "trims" | "capitals" | "reverts";
  /** A rule in Salesforce that refuses values. */
  readonly refuses: boolean;
  /** Deals that differ in a field before they are linked. */
  readonly differences: readonly {
    readonly deal: number;
    readonly field: Field;
    readonly isEmpty: boolean;
  }[];
  readonly rates: Readonly<Partial<Record<NetworkFault, number>>>;
  readonly webhookRates: Readonly<Record<"late" | "doubled" | "dropped" | "reordered", number>>;
  readonly edits: readonly Edit[];
  readonly interferences: readonly Interference[];
  readonly mishaps: readonly Mishap[];
}

const minuteMs = 60_000;

/** What a seed decides for a mirror. A third of the seeds and more have no webhooks. */
export function mirrorPlan(seed: number): MirrorPlan {
  const draw = draws(seed, "plan");
  const lastsMs = draw.between(20, 35) * minuteMs;
  const deals = draw.between(2, 3);
  const workers = draw.pick([1, 1, 2, 2, 3]);
  const webhooks = draw.chance(0.5);
  const latencyMs = draw.pick([100, 400, 3_000]);
  const rotation = workers === 1 && draw.chance(0.3);
  return {
    kind: "mirror",
    seed,
    store: seed % 5 === 0 ? "sqlite" : "memory",
    deals,
    workers,
    webhooks,
    policy: draw.pick(["left", "right", "rank", "latest", "latest", "manual"] as const),
    tracked: draw.chance(0.8),
    pollMs: draw.between(5, 10) * minuteMs,
    lastsMs,
    latencyMs,
    // Everything that is read between two signs of life has to fit in.
    leaseMs: latencyMs > 1_000 ? 600_000 : draw.pick([120_000, 300_000]),
    indexLagMs: draw.pick([0, 0, 20_000, 240_000, 1_200_000]),
    shortPages: draw.pick([0, 0, 0.3]),
    rotation,
    // The end of a token is told by its reader's clock.
    skewsMs: Array.from({ length: workers }, () =>
      rotation ? 0 : draw.pick([0, 0, 0, 4_000, -90_000, 86_400_000]),
    ),
    automation: draw.pick(["none", "none", "none", "trims", "capitals", "reverts"] as const),
    refuses: draw.chance(0.2),
    differences: drawDifferences(draw, deals),
    rates: drawRates(draw, rotation),
    webhookRates: {
      late: draw.pick([0, 0.2]),
      doubled: draw.pick([0, 0.3]),
      dropped: draw.pick([0, 0.3]),
      reordered: draw.pick([0, 0.3]),
    },
    edits: drawEdits(draw, { deals, lastsMs }),
    interferences: drawInterferences(draw),
    mishaps: drawMishaps(draw, { deals, workers, lastsMs, rotation }),
  };
}

function drawDifferences(draw: Draws, deals: number): MirrorPlan["differences"] {
  if (!draw.chance(0.3)) return [];
  const deal = draw.between(0, deals - 1);
  return [{ deal, field: draw.pick(["amount", "nextStep"] as const), isEmpty: draw.chance(0.4) }];
}

/** Each kind of fault is on in about a third of the seeds: a mix of a few shows more than all at once. */
function drawRates(draw: Draws, rotation: boolean): MirrorPlan["rates"] {
  const kinds = networkFaults.filter((kind) => kind !== "session-ended" || rotation);
  return Object.fromEntries(
    kinds.flatMap((kind) => (draw.chance(0.35) ? [[kind, draw.pick([0.02, 0.05, 0.1])]] : [])),
  );
}

interface Extent {
  readonly deals: number;
  readonly lastsMs: number;
}

function drawEdits(draw: Draws, { deals, lastsMs }: Extent): Edit[] {
  const count = draw.between(9, 16);
  const edits: Edit[] = [];
  // People hit the same field on both sides within moments more often than chance would have it.
  const bursts = draw.chance(0.6);
  for (let id = 1; id <= count; id += 1) {
    const former = edits.at(-1);
    const isEcho = bursts && former !== undefined && draw.chance(0.45);
    const side = isEcho && draw.chance(0.7) ? otherSide(former.side) : draw.pick(["left", "right"] as const);
    const field = isEcho ? former.field : draw.pick(mirroredFields);
    edits.push({
      id,
      atMs: isEcho ? former.atMs + draw.between(0, 400_000) : draw.between(0, lastsMs),
      side,
      deal: isEcho ? former.deal : draw.between(0, deals - 1),
      field,
      value: mayBeEmpty.includes(field) && draw.chance(0.06) ? "" : drawValue(draw, field, id, side),
      variant: draw.between(0, 1),
      lateMs: side === "right" && draw.chance(0.1) ? draw.between(1, 180) * 1_000 : 0,
    });
  }
  return edits;
}

/** Fields that people sometimes clear. */
const mayBeEmpty: readonly Field[] = ["amount", "nextStep"];

function drawInterferences(draw: Draws): Interference[] {
  return Array.from({ length: draw.chance(0.5) ? draw.between(1, 3) : 0 }, (_, index) => ({
    id: 101 + index,
    nth: draw.between(1, 5),
    side: draw.pick(["left", "left", "right"] as const),
    when: draw.pick(["before", "after"] as const),
  }));
}

/** The other side. */
export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}

/** No two edits of a deal say the same amount, day or next step, so that each can be followed. */
function drawValue(draw: Draws, field: Field, id: number, side: Side): string {
  switch (field) {
    case "amount":
      return `${1_000 + id}.${draw.pick(["00", "25", "50"])}`;
    case "closeDate":
      return new Date(Date.UTC(2027, 2, 1 + id)).toISOString().slice(0, 10);
    case "nextStep":
      return `${draw.chance(0.1) ? "Refused " : ""}Step ${id}`;
    case "ownerId":
      return draw.pick(people);
    default:
      if (draw.chance(0.06)) return `unmapped ${side} ${unmappedStages[side]}`;
      return draw.pick(stageWords).name;
  }
}
