import { killAt } from "./crash-points.ts";
import { type MirrorOrder, mirrorRun } from "./mirror-run.ts";

/** The process that gets killed: one run of a mirror, which ends at a point of it, or says what it did. */
const [text = ""] = process.argv.slice(2);
const { killAtPoint, ...order } = JSON.parse(text) as MirrorOrder & { readonly killAtPoint: number | null };
const report = await mirrorRun(order, killAt(killAtPoint));
console.log(JSON.stringify({ state: report.state, written: report.written, gaps: report.gaps }));
