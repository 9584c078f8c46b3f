import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { leaveResult, sharedFolder, workspaceFolder } from "../proof-folder.ts";
import { idsNamedIn, judgeRows } from "./judge-rows.ts";
import { readTable, tableDifferences } from "./read-table.ts";
import { openRows, rows } from "./rows.ts";
import { runCoreTests } from "./test-report.ts";

const tablePath = join(sharedFolder, "design", "domain.md");
const differences = existsSync(tablePath)
  ? tableDifferences(rows, readTable(readFileSync(tablePath, "utf8")))
  : [];
const { tests, brokenFiles } = runCoreTests();
const namedIn = new Map<string, ReadonlySet<string>>();
const verdicts = judgeRows({
  rows,
  openRows,
  tests,
  idsIn(file) {
    const known = namedIn.get(file) ?? idsNamedIn(readFileSync(join(workspaceFolder, file), "utf8"));
    namedIn.set(file, known);
    return known;
  },
});

for (const { id, quote, verdict, tests: own, failed } of verdicts) {
  console.log(`${id.padEnd(4)}| ${verdict.padEnd(7)} | ${quote}`);
  for (const name of own) console.log(`    ${failed.includes(name) ? "FAILED " : ""}${name}`);
}
const undone = verdicts.filter(({ verdict }) => verdict === "fail" || verdict === "no-test");
const passed = verdicts.filter(({ verdict }) => verdict === "pass").length;
const path = leaveResult("proof/acceptance.json", {
  rows: verdicts.length,
  passed,
  undone: undone.map(({ id }) => id),
  brokenFiles,
  differences,
  verdicts,
});
for (const file of brokenFiles) console.log(`could not be run: ${file}`);
for (const difference of differences) console.log(`table: ${difference}`);
console.log(
  `${passed} of ${verdicts.length} rows pass; undone: ${undone.map(({ id }) => id).join(" ") || "none"}`,
);
console.log(path);
process.exitCode = undone.length + brokenFiles.length + differences.length > 0 ? 1 : 0;
