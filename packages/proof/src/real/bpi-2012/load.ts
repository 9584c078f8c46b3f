import { readLog } from "./read-log.ts";
import { type MappedLog, toPortfolio } from "./to-portfolio.ts";

/** Reads and maps the log. */
export async function loadBpi2012(path: string): Promise<MappedLog> {
  return toPortfolio(await readLog(path));
}
