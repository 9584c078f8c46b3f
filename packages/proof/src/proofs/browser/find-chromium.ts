import { accessSync, constants } from "node:fs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser to use: `HEADWAY_CHROMIUM`, else where Linux keeps it; `undefined` where there is none. */
export function findChromium(env: Readonly<Partial<Record<string, string>>>): string | undefined {
  const named = env.HEADWAY_CHROMIUM ?? "";
  return (named === "" ? usual : [named]).find(canRun);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
