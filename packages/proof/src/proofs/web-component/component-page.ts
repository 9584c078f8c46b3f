import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { workspaceFolder } from "../../proof-folder.ts";
import { compileComponent } from "./compile-component.ts";

const styles = fileURLToPath(
  import.meta.resolve(
    "@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css",
  ),
);

/**
 * Writes one file that shows the component, with the Lightning Design System's style sheet and nothing to load, and
 * gives its address. The grey around it is the one of a record page.
 */
export async function writeComponentPage(): Promise<string> {
  const path = join(workspaceFolder, ".headway", "proof", "web-component.html");
  const css = readFileSync(styles, "utf8");
  const script = (await compileComponent()).replaceAll("</script", "<\\/script");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Headway on a record page</title>
<style>${css}</style>
<style>body { background: #f3f3f3; } main { padding: 0.75rem; }</style>
<main></main>
<script>${script}</script>
`,
  );
  return pathToFileURL(path).href;
}
