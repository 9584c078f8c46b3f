import type { Explained } from "../explain/explained.ts";
import type { BestOption } from "./best-option.ts";
import type { Disagreement } from "./disagreement.ts";
import type { ElationFall } from "./elation-change.ts";
import type { Gratitude } from "./gratitude.ts";
import type { IntroductionRecord, JointWork } from "./introductions.ts";
import type { ClientJourney } from "./journey.ts";
import type { NotSoldCredit } from "./not-sold.ts";
import type { SaleEffect } from "./sale-effect.ts";
import type { Thanks } from "./thanks.ts";
import type { TurnToMe } from "./turn-to-me.ts";

/** What is between one client and us, beside the balance of elation (domain:E3 to domain:E14, domain:O2). */
export interface ClientRelationship {
  /** How regularly the client turns to us for help (domain:E7). */
  readonly turnToMe: TurnToMe;
  /** Share of interactions that the client began or in which we were not selling (domain:E8). */
  readonly advisorShare: Explained;
  readonly notSoldCredits: readonly NotSoldCredit[];
  /** Elation before and after each won deal (domain:E4). */
  readonly saleEffects: readonly SaleEffect[];
  /** This client's record of introductions; {@link introductionLedger} joins those of all (domain:E5). */
  readonly introductions: readonly IntroductionRecord[];
  readonly jointWork: readonly JointWork[];
  readonly thanks: readonly Thanks[];
  readonly journey: ClientJourney;
  readonly bestOptions: readonly BestOption[];
  readonly gratitude: readonly Gratitude[];
  readonly elationFall: ElationFall | null;
  readonly disagreements: readonly Disagreement[];
}
