import type { CallOptions, CrmAdapter, CrmSchema } from "@headway/crm";
import type { MirrorConfig } from "./mirror-config.ts";
import type { MirrorField, Side } from "./mirror-rows.ts";
import type { MirrorStore } from "./mirror-store.ts";
import type { People } from "./people.ts";
import type { SidePipelines } from "./stage-map.ts";

/** What both CRMs are like right now; everything values are compared and written by. */
export interface MirrorTerms {
  readonly config: MirrorConfig;
  readonly schemas: { readonly [S in Side]: CrmSchema };
  readonly pipelines: SidePipelines;
  readonly people: People;
  /** Another text when options, stages, writable fields or users have changed: what was parked may go now. */
  readonly basis: string;
  /** Why a side's field cannot be written, for those that cannot (`invariant:W5`). */
  readonly notWritable: { readonly [S in Side]: ReadonlyMap<MirrorField, string> };
}

/** What every step of a mirror works with. */
export interface MirrorContext {
  readonly config: MirrorConfig;
  readonly sides: { readonly [S in Side]: CrmAdapter };
  readonly store: MirrorStore;
  readonly call: CallOptions;
  /** ISO 8601. */
  readonly now: () => string;
}

/** Both sides, in the order they are gone through. */
export const bothSides = ["left", "right"] as const satisfies readonly Side[];

/** The other one. */
export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}
