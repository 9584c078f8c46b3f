/** What the numbers of an explanation are called where people read them, by their place in the assessment. */
const names: Readonly<Record<string, string>> = {
  "advances.forward": "Advances",
  "advances.qualifiedOut": "Qualified out, agreed with the buyer",
  buyingProgress: "Buying jobs done",
  preference: "Preference for us",
  "stall.q": "Share of advances in like cases that had come by now",
  "stall.daysSinceAdvance": "Days since the last advance",
  "stall.expectedWithin28Days": "Chance of an advance within 28 days",
  "momentum.points": "Momentum",
  "momentum.ratePerWeek": "Advances a week",
  "articulation.need.level": "The need, in the buyer's words",
  "articulation.motivation.level": "The motivation, in the buyer's words",
  "articulation.help.level": "How we help, in the buyer's words",
  "articulation.partsReady": "Parts that the buyer can say",
  "articulation.timeToArticulation.days": "Time until the buyer could say it",
  "obligation.profit.marginShare": "Margin",
  "obligation.profit.discount": "Discount",
  accountAdvances: "Kinds of account advance",
  "elation.balance": "Evidence balance",
  "relationship.advisorShare": "Contacts in which we advise",
  "relationship.turnToMe.rate": "How often the client turns to us",
  "relationship.turnToMe.change": "The same, against the time before",
  "triage.reading.logOdds": "Signs of putting off",
  "triage.reading.deferralsAfterChase": "Late deferrals after a chase",
  "triage.chase.unanswered": "Attempts without an answer",
  "triage.chase.replyRate": "Attempts that were answered",
  "triage.chase.deadlineMessages": "Messages that repeat a deadline",
  "triage.renewal.renewed": "Renewals",
  "triage.renewal.decided": "Renewals that were decided",
  "triage.renewal.pursued": "Decided renewals that we pursued",
  "triage.renewal.expectation": "Chance that the account renews",
  "triage.renewal.meanLeadDays": "Days from a renewal to its deadline",
  "triage.mutuality.benefit": "Confirmed kinds of benefit",
  "triage.mutuality.delivery": "Promises of ours that we kept",
  "triage.mutuality.collaboration": "Collaboration",
  "triage.worth.intrinsic": "Learning, enjoyment and thanks",
  "triage.painful.friction": "Complaints and re-openings",
  "triage.painful.hours": "Hours spent on it",
  "triage.asks.referralsAsked": "Referrals we asked for",
  "triage.asks.referralsGiven": "Referrals the client gave",
  "triage.asks.acknowledgedBackings": "Backings that the client acknowledged",
  "triage.box.used": "Hours of the month's box that are used",
  "triage.box.left": "Hours of the month's box that are left",
  "triage.box.exempt": "Hours outside the box, for law or safety",
  "triage.freed.before": "Hours before each pause",
  "triage.freed.since": "Hours since each pause",
  "triage.share.aList": "Hours on the A-list",
  "triage.share.earlierAList": "Hours on the A-list, the window before",
  "triage.share.distance": "What is missing to all of the time",
  advancesInWindow: "Advances in the window",
  "busy.advancesPerHour": "Advances an hour",
  "busy.hoursPerAdvance": "Hours an advance",
  "busy.earlierAdvancesPerHour": "Advances an hour, the weeks before",
  "busy.loggingCoverage": "Working hours that are logged",
  "effort.total": "Hours of work",
};

/**
 * What a number of an explanation is called: `Days since the last advance` for `stall.daysSinceAdvance`; a number
 * without a name of its own by its place, `relationship: sale effects: 0: before`.
 */
export function numberWords(path: string): string {
  return names[path] ?? path.split(".").map(spaced).join(": ");
}

function spaced(part: string): string {
  return part
    .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
    .replace(/([0-9])([a-z])/gi, "$1 $2")
    .toLowerCase();
}
