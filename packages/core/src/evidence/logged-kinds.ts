import { EvidenceKind } from "./kind.ts";
import { KindSet } from "./kind-set.ts";

/** Everything but a stage edit says that somebody logs; then nothing seen means nothing there. */
export const loggedKinds: KindSet = new KindSet(
  EvidenceKind.options.filter((kind) => kind !== "stage-edited"),
);
