export { overFetch, overSdk } from "../../../../../salesforce/src/testing/conformance-harness.ts";
export {
  type Arrived,
  type EitherWorld,
  eitherWorld,
  type WorldSettings,
  worldStart,
} from "../../../../../salesforce/src/testing/either-world.ts";
