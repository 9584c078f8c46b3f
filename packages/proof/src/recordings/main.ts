import { loadRun, runNames } from "../named-run.ts";

const [name = ""] = process.argv.slice(2).filter((word) => word !== "--");
const loaded = await loadRun<{ readonly recordings: () => Promise<number> }>(import.meta.dirname, name);
if (loaded === undefined) {
  console.error(`usage: pnpm run recordings ${runNames(import.meta.dirname).join("|")}`);
  process.exitCode = 2;
} else {
  process.exitCode = await loaded.recordings();
}
