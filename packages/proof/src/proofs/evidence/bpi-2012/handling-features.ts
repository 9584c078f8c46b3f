import { type FeatureGroup, log, plain } from "./feature-group.ts";
import type { Office } from "./office.ts";
import { stages } from "./outcome-record.ts";
import { isReturned, type PrefixState, stageOf } from "./prefix-state.ts";
import { tasks } from "./protocol.ts";
import type { PaceBefore } from "./seller-pace.ts";
import type { WorkBefore } from "./seller-work.ts";

/** The resource under which the bank's own system acts. */
const automatic = "112";

function ofLastSeller(state: PrefixState, { work }: Office, read: (done: WorkBefore) => number): number {
  return state.seller === "" ? 0 : read(work(state.seller, state.last.ms));
}

const isPerson = ({ seller }: PrefixState): boolean => seller !== "" && seller !== automatic;

function ofPace(state: PrefixState, { pace }: Office, read: (done: PaceBefore) => number): number {
  return isPerson(state) ? log(read(pace(state.seller, state.last.ms))) : 0;
}

/** What whoever acted last had done before, of which kind, and at what pace. */
const work: readonly FeatureGroup[] = [
  plain("seller's rows before", (state, office) => ofLastSeller(state, office, ({ rows }) => log(rows))),
  plain("seller validates", (state, office) => ofLastSeller(state, office, ({ validating }) => validating)),
  plain("seller calls", (state, office) => ofLastSeller(state, office, (done) => done.callingAboutOffers)),
  plain("seller completes", (state, office) => ofLastSeller(state, office, ({ completing }) => completing)),
  plain("seller's evenings", (state, office) => ofLastSeller(state, office, ({ evenings }) => evenings)),
  plain("seller's amounts", (state, office) => ofLastSeller(state, office, ({ amounts }) => amounts - 4)),
  plain("seller validates, offer out", (state, office) =>
    isReturned(state) || state.sentMs.length === 0
      ? 0
      : ofLastSeller(state, office, (done) => done.validating),
  ),
  plain("seller validates, returned", (state, office) =>
    isReturned(state) ? ofLastSeller(state, office, ({ validating }) => validating) : 0,
  ),
];

const pace: readonly FeatureGroup[] = [
  plain("seller's rows in an hour", (state, office) => ofPace(state, office, (done) => done.rowsInHour)),
  plain("seller's rows in ten minutes", (state, office) =>
    ofPace(state, office, (done) => done.rowsInTenMinutes),
  ),
  plain("seller's rows in a shift", (state, office) => ofPace(state, office, (done) => done.rowsInShift)),
  plain("seller's applications in an hour", (state, office) =>
    ofPace(state, office, (done) => done.applicationsInHour),
  ),
];

const towards = { accepted: 1, declined: 0, cancelled: -1 } as const;

/** How applications that whoever acted last handled in the same stage had ended by then; 0 in the other stages. */
const record: readonly FeatureGroup[] = stages.flatMap((stage) =>
  tasks.map((task) =>
    plain(
      `seller's record, ${stage}, ${task}`,
      (state, office) =>
        isPerson(state) && stageOf(state) === stage
          ? office.record(state.seller, stage, state.last.ms)[task]
          : 0,
      towards[task],
    ),
  ),
);

/** Everything read from who handles an application. */
export const handlingGroups: readonly FeatureGroup[] = [...work, ...pace, ...record];
