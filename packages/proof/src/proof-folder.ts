import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The folder of the workspace. */
export const workspaceFolder = resolve(import.meta.dirname, "..", "..", "..");

/** The folder that lies beside the workspace on machines that have the real data and recordings. */
export const sharedFolder = resolve(workspaceFolder, "..", "shared");

/** Writes a result to `.headway/PLACE`, pretty, and gives back the path. */
export function leaveResult(place: string, result: unknown): string {
  const path = resolve(workspaceFolder, ".headway", place);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  return path;
}
