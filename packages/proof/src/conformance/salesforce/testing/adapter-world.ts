export { overFetch, overSdk } from "../../../../../salesforce/src/testing/conformance-harness.ts";
export {
  type Arrived,
  type EitherWorld,
  eitherWorld,
  type WorldSettings,
  worldStart,
} from "../../../../../salesforce/src/testing/either-world.ts";
export { createDeal, drain } from "../../../../../salesforce/src/testing/org-world.ts";
export { comeBack, consent, flowOf, keyOf } from "../../../../../salesforce/src/testing/sign-in.ts";
