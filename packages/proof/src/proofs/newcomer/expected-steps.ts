/** How a step is expected to go. */
export interface ExpectedStep {
  /** The command as it stands on the page; for a program, its first line. */
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
};
