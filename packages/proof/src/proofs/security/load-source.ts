import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workspaceFolder } from "../../proof-folder.ts";

/**
 * A module of the workspace by its path: what is tried from inside is loaded, not imported, since it is
 * no part of what its package offers.
 */
export async function loadSource<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(workspaceFolder, path)).href)) as Module;
}
