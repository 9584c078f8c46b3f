import { stagesText } from "./map-stages.ts";
import type { StageGuess } from "./stage-guess.ts";

const columns = 100;

/** The page that explains the files beside it, since JSON takes no comments. */
export function readmeText(guesses: readonly StageGuess[]): string {
  return `# Headway's files

\`headway init\` wrote \`config.json\` and \`policy.json\`. Both are JSON without comments, so this page has them.
Keep the folder out of version control: \`config.json\` may hold secrets, the store holds your CRM's records.

## config.json (mode 0600; any other is refused)

| key                     | meaning                                                                       |
| ----------------------- | ----------------------------------------------------------------------------- |
| \`store\`                 | the SQLite file, or \`postgres\` for the one in DATABASE_URL                    |
| \`policy\`                | your policy over the default one                                              |
| \`notebook\`              | what people write down that no CRM holds: plans, snoozes, goals; a JSON line each |
| \`person\`                | who you are, by id or name among the CRM's users; \`plan\`, \`log\`, \`snooze\` ask it |
| \`hubspot\`, \`salesforce\` | credentials: a text, or \`{"fromEnvironment": "NAME"}\` for an environment variable |
| \`hosts\`                 | further hosts that credentials may be sent to                                  |
| \`mirror\`                | what to keep the same in two CRMs                                             |

The environment wins over a section: where one of a CRM's own variables is set, its section is not looked at.

## policy.json

\`version\` names it in every number; change it with every change. \`evidenceRules\` go before the default rules and say
how *your* company records what buyers do. All other keys and their reasons: \`docs/policy.md\`.

A stage is the seller's opinion: moving a deal advances nothing. The rules below keep a stage's claim as the seller's
word (grade 1), which \`headway explain\` shows beside the buyer's own acts. Raise a grade only where your process moves
a deal there after the buyer's act is on file; better, add rules for the mails, meetings and fields that show the act
itself. \`headway rules test\` shows what each rule catches, \`headway policy diff\` what a change would rewrite.

${guesses.length === 0 ? "No stage could be read yet; run `headway init --overwrite` once the CRM can be reached." : `\`\`\`\n${stagesText(guesses, columns)}\`\`\``}
`;
}
