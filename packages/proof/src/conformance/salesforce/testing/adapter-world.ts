export { bulkOrg } from "../../../../../salesforce/src/testing/bulk-org.ts";
export { overFetch, overSdk } from "../../../../../salesforce/src/testing/conformance-harness.ts";
export {
  type EitherWorld,
  eitherWorld,
  type WorldSettings,
} from "../../../../../salesforce/src/testing/either-world.ts";
export { createDeal, drain } from "../../../../../salesforce/src/testing/org-world.ts";
export { comeBack, consent, flowOf, keyOf } from "../../../../../salesforce/src/testing/sign-in.ts";
