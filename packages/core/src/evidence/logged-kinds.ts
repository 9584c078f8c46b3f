import { kindsInOrder } from "./kind-place.ts";
import { KindSet } from "./kind-set.ts";

/** Everything but a stage edit says that somebody logs; then nothing seen means nothing there. */
export const loggedKinds: KindSet = new KindSet(kindsInOrder.filter((kind) => kind !== "stage-edited"));
