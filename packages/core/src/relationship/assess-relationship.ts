import type { Standpoint } from "../standpoint.ts";
import { advisorShare } from "./advisor-share.ts";
import { bestOptions } from "./best-option.ts";
import type { ClientRelationship } from "./client-relationship.ts";
import { disagreementsOf } from "./disagreement.ts";
import { elationFall } from "./elation-change.ts";
import { gratitudeOf } from "./gratitude.ts";
import { introductionRecords, jointWorkOf } from "./introductions.ts";
import { clientJourney } from "./journey.ts";
import { notSoldCredits } from "./not-sold.ts";
import type { RelationshipReading } from "./read-relationship.ts";
import { saleEffects } from "./sale-effect.ts";
import { thanksOf } from "./thanks.ts";
import { turnToMe } from "./turn-to-me.ts";

/** Everything said about the relationship with one client. */
export function assessRelationship(reading: RelationshipReading, from: Standpoint): ClientRelationship {
  const fall = elationFall(reading, from);
  return {
    turnToMe: turnToMe(reading, from),
    advisorShare: advisorShare(reading, from),
    notSoldCredits: notSoldCredits(reading, from),
    saleEffects: saleEffects(reading, from),
    introductions: introductionRecords(reading),
    jointWork: jointWorkOf(reading),
    thanks: thanksOf(reading),
    journey: clientJourney(reading),
    bestOptions: bestOptions(reading.account.account.id, from),
    gratitude: gratitudeOf(reading, from),
    elationFall: fall,
    disagreements: disagreementsOf(reading, fall, from),
  };
}
