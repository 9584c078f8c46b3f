/**
 * What each experiment is held to. Written before it was run; a threshold that is missed stays here, and the page
 * says that it was missed.
 */
export const thresholds = {
  bpi2012: {
    /** Areas under the curve, accepted, declined, cancelled. */
    asPublished: { accepted: 0.676, declined: 0.595, cancelled: 0.7 },
    strictCut: { accepted: 0.646, declined: 0.576, cancelled: 0.663 },
    /** What is aimed at; missing it fails nothing. */
    strictAim: { accepted: 0.66, declined: 0.6, cancelled: 0.68 },
    minutes: 10,
  },
  landmarks: {
    /** Days at which the interval of the difference must lie above 0. */
    mustLead: [7, 10, 14],
    shown: [7, 10, 14, 21],
  },
  stallClock: {
    /** The share of later waits whose end the 80% bands of the curve must cover. */
    coverage: [0.75, 0.85],
    /** What the curve says of the next days and what came, at most this far apart. */
    calibrationGap: 0.05,
    /** Days ahead that are looked at. */
    ahead: [14, 28],
  },
  bank: {
    /** Columns known only after the call, which must be refused. */
    refused: ["duration"],
    /** The policies that are costed: stop after so many calls. */
    stopAfter: [1, 2, 3, 4, 5, 6, 8, 10],
  },
  noLeak: {
    /** The area on a portfolio without any signal. */
    area: [0.47, 0.53],
    accused: 0,
  },
  cramming: { accusedAsItIs: 0, found: 0.8, falseAlarms: 0.01 },
  noReset: {
    runs: 200,
    /** How far momentum may move under another fiscal calendar, or its ledger's sum from it. */
    tolerance: 1e-9,
  },
  triage: {
    /** Accounts of other classes that are called toying, at most. */
    falselyToying: 0.05,
    /** The A-list's order may not move when revenue is multiplied. */
    orderMovedByRevenue: 0,
    accountsPerClass: 200,
    missingLogs: 0.3,
  },
  elation: { coverage: [0.78, 0.82], clients: 4000 },
  traceBack: { numbers: 100, tolerance: 1e-9 },
} as const;
