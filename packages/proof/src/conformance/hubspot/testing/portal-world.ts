export {
  type OpenApp,
  type OpenAppOptions,
  openApp,
} from "../../../../../hubspot/src/testing/open-app.ts";
export {
  type OpenPortal,
  type OpenPortalOptions,
  openHarness,
  openPortal,
  overlapMs,
  type Way,
} from "../../../../../hubspot/src/testing/open-portal.ts";
export {
  dealsAmong,
  pullAll,
  pullNamed,
  recordsAmong,
} from "../../../../../hubspot/src/testing/pull-all.ts";
