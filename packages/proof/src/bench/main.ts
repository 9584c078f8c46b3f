import { loadRun, runNames } from "../named-run.ts";
import { leaveResult } from "../proof-folder.ts";
import { type Bench, figureTable, judgeFigures } from "./bench.ts";

const [name = "", ...args] = process.argv.slice(2).filter((word) => word !== "--");
const loaded = await loadRun<{ readonly bench: Bench }>(import.meta.dirname, name);
if (loaded === undefined) {
  console.error(`usage: pnpm run bench ${runNames(import.meta.dirname).join("|")}`);
  process.exitCode = 2;
} else {
  const measured = await loaded.bench.measure(args, (line) => console.error(line));
  const figures = judgeFigures(loaded.bench.targets, measured);
  const path = leaveResult(`bench/${name}.json`, figures);
  for (const line of figureTable(figures)) console.log(line);
  console.log(path);
  process.exitCode = Object.values(figures).every(({ met }) => met) ? 0 : 1;
}
