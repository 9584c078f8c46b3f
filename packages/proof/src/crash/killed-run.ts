import { killAt } from "./crash-points.ts";
import { oneRun, type RunOrder } from "./one-run.ts";

/** The process that gets killed: one run, which ends at a point of it, or says the names of all points. */
const [text = ""] = process.argv.slice(2);
const { killAtPoint, ...order } = JSON.parse(text) as RunOrder & { readonly killAtPoint: number | null };
const names: string[] = [];
const report = await oneRun(
  order,
  killAt(killAtPoint, (name) => names.push(name)),
);
console.log(JSON.stringify({ names, state: report.state, written: report.written }));
