export * from "./account/account-assessment.ts";
export * from "./account/account-facts.ts";
export { type AssessAccountInput, assessAccount } from "./account/assess-account.ts";
export { collectAccountSpells, collectClusterSpells } from "./account/collect-account-spells.ts";
export * from "./articulation/articulation.ts";
export * from "./articulation/articulation-trend.ts";
export { advanceCurve, type CurvePoint } from "./cohort/advance-curve.ts";
export * from "./cohort/cohort-snapshot.ts";
export { cohortWords } from "./cohort/cohort-words.ts";
export { collectSpells } from "./cohort/collect-spells.ts";
export { type CohortCounter, cohortCounter, fitCohorts } from "./cohort/fit-cohorts.ts";
export type { TeamExposure } from "./cohort/fit-teams.ts";
export { mayEndWait, waitEndingKinds } from "./cohort/may-end-wait.ts";
export * from "./cohort/spell.ts";
export { type WaitCurves, waitCurves } from "./cohort/wait-curves.ts";
export * from "./deal/advance.ts";
export { type AssessDealInput, assessDeal } from "./deal/assess-deal.ts";
export { assessDealStanding, type DealStandingInput } from "./deal/assess-deal-standing.ts";
export * from "./deal/deal-assessment.ts";
export * from "./deal/deal-facts.ts";
export { type OrderAgreement, orderAgreement } from "./deal/order-agreement.ts";
export * from "./evidence/buying-job.ts";
export * from "./evidence/commitment.ts";
export * from "./evidence/evidence.ts";
export * from "./evidence/grade.ts";
export * from "./evidence/kind.ts";
export { kindFacts } from "./evidence/kind-table.ts";
export * from "./evidence/situation.ts";
export * from "./explain/explained.ts";
export {
  type BuiltItem,
  type BuiltList,
  type BuiltStatement,
  builtStatement,
} from "./goals/built-statement.ts";
export {
  type CoachingEntry,
  type CoachingQueue,
  coachingQueue,
  type SnoozedEntry,
} from "./goals/coaching-queue.ts";
export {
  type CoachingReview,
  type CoachingReviewInput,
  coachingReview,
  type WithheldReview,
} from "./goals/coaching-review.ts";
export type { DevelopmentMoment } from "./goals/development-moments.ts";
export type { FitMap, OrphanEffort } from "./goals/fit-map.ts";
export { type ContainedGoal, type GoalContainment, goalContainment } from "./goals/goal-containment.ts";
export type { GoalExtent } from "./goals/goal-extent.ts";
export type { GoalProgress } from "./goals/goal-progress.ts";
export type { GoalsInput, PersonGoalsInput } from "./goals/goals-input.ts";
export { type Landscape, type LandscapeLink, type Lane, landscape } from "./goals/landscape.ts";
export type { LearningCell, LearningMatrix, LearningRow } from "./goals/learning-matrix.ts";
export type { MomentumTrend } from "./goals/momentum-trend.ts";
export { type OwnGoalBoard, ownGoalBoard } from "./goals/own-goal-board.ts";
export type { OwnerGroup } from "./goals/owner-groups.ts";
export type { PersonProgress } from "./goals/person-progress.ts";
export type { PlanProposal } from "./goals/plan-proposals.ts";
export type { ProgressMoment, ProgressMoments } from "./goals/progress-moments.ts";
export { type QuotaPart, type QuotaRatchetInput, quotaRatchet } from "./goals/quota-ratchet.ts";
export { type PlannedQuarter, type RollingPlan, rollingPlan } from "./goals/rolling-plan.ts";
export { type SprintIndex, type SprintIndexInput, sprintIndex } from "./goals/sprint-index.ts";
export { type TeamProgress, teamProgress } from "./goals/team-progress.ts";
export {
  type ChosenItem,
  type PlanQuestion,
  type QuestionCheck,
  type WeeklyPlan,
  weeklyPlan,
} from "./goals/weekly-plan.ts";
export {
  type AheadItem,
  type RearView,
  type Windshield,
  type WindshieldInput,
  windshield,
} from "./goals/windshield.ts";
export type { AfterEffects } from "./harvest/after-effects.ts";
export { type AssessHarvestInput, assessHarvest } from "./harvest/assess-harvest.ts";
export * from "./harvest/close.ts";
export * from "./harvest/harvest-finding.ts";
export type { MechanismSign } from "./harvest/mechanism-signs.ts";
export * from "./harvest/plan-effect.ts";
export { type ReadClosesInput, readCloses } from "./harvest/read-closes.ts";
export { Instant, isInstant } from "./instant.ts";
export * from "./momentum/momentum.ts";
export * from "./notebook/annotation.ts";
export * from "./notebook/capability.ts";
export * from "./notebook/credit-split.ts";
export * from "./notebook/empty-notebook.ts";
export * from "./notebook/fit-link.ts";
export * from "./notebook/goal.ts";
export * from "./notebook/mission.ts";
export * from "./notebook/notebook.ts";
export * from "./notebook/notebook-as-of.ts";
export * from "./notebook/option-record.ts";
export * from "./notebook/plan-item.ts";
export * from "./notebook/quota.ts";
export * from "./notebook/sealed-note.ts";
export * from "./notebook/snooze.ts";
export * from "./notebook/stated-reason.ts";
export * from "./notebook/triage-decision.ts";
export * from "./obligation/mission-alignment.ts";
export * from "./obligation/needs-and-quota.ts";
export * from "./obligation/obligation.ts";
export type { ObligationCohort } from "./obligation/obligation-cohort.ts";
export * from "./obligation/price-held.ts";
export {
  type SayNoCandidate,
  type SayNoCondition,
  type SayNoInput,
  type SayNoReport,
  sayNoCandidates,
} from "./obligation/say-no-candidates.ts";
export type { Credit, CreditLine } from "./people/credit.ts";
export type {
  LeaderAccount,
  LeaderDeal,
  LeaderTriage,
  UnnamedAdvance,
  UnnamedStall,
} from "./people/leader-deal.ts";
export type { LeaderPerson } from "./people/leader-person.ts";
export type { LeaderTeam, LeaderTeams } from "./people/leader-team.ts";
export {
  type LeaderDeals,
  type LeaderNamedView,
  type LeaderTeamView,
  type LeaderView,
  leaderView,
} from "./people/leader-view.ts";
export {
  type PrivatePrompt,
  privatePrompts,
  type ScheduledPrompt,
  type ScheduledPromptsInput,
  scheduledPrompts,
  sealedNote,
} from "./people/private-prompts.ts";
export type { ReasonCheck } from "./people/reason-check.ts";
export { type AssessPersonInput, assessPerson } from "./person/assess-person.ts";
export { collectPersonSpells, type PersonSpells } from "./person/collect-person-spells.ts";
export * from "./person/person-assessment.ts";
export * from "./person/person-facts.ts";
export * from "./policy/articulation-policy.ts";
export * from "./policy/calendar-policy.ts";
export * from "./policy/deal-policy.ts";
export * from "./policy/default-articulation-policy.ts";
export * from "./policy/default-calendar-policy.ts";
export * from "./policy/default-deal-policy.ts";
export * from "./policy/default-goals-policy.ts";
export * from "./policy/default-harvest-policy.ts";
export * from "./policy/default-obligation-policy.ts";
export * from "./policy/default-people-policy.ts";
export * from "./policy/default-policy.ts";
export * from "./policy/default-relationship-policy.ts";
export * from "./policy/default-triage-policy.ts";
export * from "./policy/goals-policy.ts";
export * from "./policy/harvest-policy.ts";
export * from "./policy/obligation-policy.ts";
export * from "./policy/parse-policy.ts";
export * from "./policy/people-policy.ts";
export * from "./policy/policy.ts";
export * from "./policy/policy-diff.ts";
export * from "./policy/relationship-policy.ts";
export * from "./policy/triage-policy.ts";
export * from "./portfolio/assess-portfolio.ts";
export * from "./portfolio/assessment-diff.ts";
export * from "./portfolio/live-portfolio.ts";
export * from "./portfolio/portfolio.ts";
export type { BestOption } from "./relationship/best-option.ts";
export { clientNetwork, type NetworkEdge } from "./relationship/client-network.ts";
export type { ClientRelationship } from "./relationship/client-relationship.ts";
export * from "./relationship/client-toolkit.ts";
export { type Disagreement, disagreements } from "./relationship/disagreement.ts";
export * from "./relationship/elation-bet.ts";
export type { ElationFall } from "./relationship/elation-change.ts";
export type { EvidenceReference } from "./relationship/evidence-reference.ts";
export { type Gratitude, gratitudeLedger, thankYouDue } from "./relationship/gratitude.ts";
export * from "./relationship/introduction-ledger.ts";
export type { IntroductionRecord, JointWork } from "./relationship/introductions.ts";
export * from "./relationship/invisible-work.ts";
export type { ClientJourney, JourneyStep, ProblemJourney } from "./relationship/journey.ts";
export { type Medal, medalView } from "./relationship/medal.ts";
export type { NotSoldCredit } from "./relationship/not-sold.ts";
export type { SaleEffect } from "./relationship/sale-effect.ts";
export { type Thanks, thanksWall } from "./relationship/thanks.ts";
export type { TurnToMe } from "./relationship/turn-to-me.ts";
export * from "./rules/apply-evidence-rules.ts";
export * from "./rules/default-evidence-rules.ts";
export * from "./rules/evidence-rule.ts";
export * from "./rules/rule-subject.ts";
export * from "./stall/stall.ts";
export * from "./triage/a-list.ts";
export * from "./triage/a-list-profile.ts";
export * from "./triage/account-triage.ts";
export * from "./triage/bucket-list.ts";
export * from "./triage/client-queues.ts";
export * from "./triage/effort-freed.ts";
export * from "./triage/late-period-view.ts";
export * from "./triage/not-this-period.ts";
export * from "./triage/person-triage.ts";
export * from "./triage/triage-proposals.ts";
