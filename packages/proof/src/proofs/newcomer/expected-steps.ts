/** How a step is expected to go. */
export interface ExpectedStep {
  /** The command as it stands on the page; for a program, its first line; for a file, its name. */
  readonly step: string;
  /** What its output must hold. */
  readonly says: readonly RegExp[];
  /** 0 unless said. */
  readonly exitCode?: number;
  /**
   * `project`: in the reader's own folder (the default). `workspace`: in a clone of the project. `elsewhere`: not
   * here, for the reason given in `because`. `background`: goes on running while the steps after it are done.
   */
  readonly where?: "project" | "workspace" | "background" | "elsewhere";
  readonly because?: string;
}

/** Every step of each page, in its order: a page that tells more, less or other things fails. */
export const expectedSteps: Readonly<Record<string, readonly ExpectedStep[]>> = {
  "README.md": [
    { step: "npm run demo", where: "workspace", says: [/Headway review · hubspot/] },
    { step: "npm test", where: "elsewhere", because: ".ci/run runs it whole", says: [] },
    { step: "npm install @headway/cli @headway/hubspot @headway/sync @hubspot/api-client", says: [] },
    { step: "npx headway sandbox", where: "background", says: [/export HUBSPOT_ACCESS_TOKEN=\S+/] },
    { step: "npx headway provision --yes", says: [/Done; a second run finds everything there/] },
    { step: "npx headway doctor", says: [/ok +hubspot fields/, /ok +salesforce fields/] },
    {
      step: "npx headway sync --policy .headway/sandbox-policy.json",
      says: [/hubspot · account 12345678/, /written: account 25, deal 60/, /salesforce · account 00D/],
    },
    { step: "npx headway review", says: [/AHEAD {2}what buyers have promised/, /OPEN DEALS/] },
    { step: "npx headway review --html review.html", says: [/review\.html/] },
    {
      step: 'npx headway explain deal "Hartmann Fasteners: stock counts" --crm hubspot',
      says: [/verified advances/, /NUMBERS/],
    },
    {
      step: "npx headway rules test --policy .headway/sandbox-policy.json",
      says: [/demo-buyer-next-step/],
    },
    {
      step: 'import { hubspot } from "@headway/hubspot";',
      says: [/^complete /m, /advances\.forward \d+/],
    },
  ],
  "docs/getting-started.md": [
    { step: "npm install @headway/cli @headway/core @headway/salesforce @headway/sync", says: [] },
    { step: "npx headway demo", says: [/Headway review · hubspot/, /salesforce/] },
    {
      step: 'npx headway explain deal "Hartmann Fasteners: stock counts" --crm hubspot --store .headway/demo/headway.db',
      says: [/verified advances/, /NUMBERS/],
    },
    {
      step: 'import { assessDeal, defaultPolicy, type Evidence } from "@headway/core";',
      says: [/^1 \[/, /meeting-12/],
    },
    { step: "npx headway sandbox", where: "background", says: [/export SALESFORCE_INSTANCE_URL=\S+/] },
    { step: "npx headway doctor", exitCode: 1, says: [/lacking +hubspot fields: 0 of \d+/] },
    { step: "npx headway provision --dry-run", says: [/This is the plan; nothing was changed/] },
    { step: "npx headway provision --yes", says: [/Done; a second run finds everything there/] },
    { step: "npx headway sync --dry-run", says: [/hubspot · account 12345678/] },
    { step: "npx headway sync", says: [/written: account 25, deal 60/] },
    { step: "npx headway sync", says: [/written: nothing/] },
    { step: "npx headway review", says: [/OPEN DEALS/] },
    { step: "npx headway review --html review.html", says: [/review\.html/] },
    { step: "npx headway status", says: [/0 waiting/] },
    {
      step: 'import { salesforceFetch } from "@headway/salesforce/fetch";',
      says: [],
    },
  ],
  "docs/csv.md": [
    { step: "deals.csv", says: [] },
    { step: "meetings.csv", says: [] },
    {
      step: "npx headway import deals.csv meetings.csv --dry-run",
      exitCode: 1,
      says: [/4 lines: 1 header, 2 read \(2 deal\), 1 refused/, /line 4, Close Date/, /“Proposal”/],
    },
    {
      step: "npx headway import deals.csv meetings.csv --other-stages open",
      exitCode: 1,
      says: [/files · account files/, /assessed: deal 2/],
    },
    { step: "npx headway review", says: [/Headway review · files/] },
    { step: "pipeline.csv", says: [] },
    { step: "map.json", says: [] },
    {
      step: "npx headway import pipeline.csv --map map.json --store pipeline.db",
      exitCode: 1,
      says: [/3 lines: 1 header, 2 read \(2 deal\), 0 refused/, /deals: 1 won, 0 lost, 1 open/],
    },
    { step: "npx headway export --out review-files", says: [/deals\.csv {2}2 rows/] },
  ],
};
