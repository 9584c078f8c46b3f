import ts from "typescript";
import { eachNode, packageOf, placeOf, type SourceFile } from "./source-file.ts";

/** Refuses `any` and every comment that silences the compiler or the linter. */
export function checkEscapes(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const faults: string[] = [];
    eachNode(file, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) faults.push(`${placeOf(file, node)} says any`);
    });
    const silenced = /@ts-(?:ignore|expect-error|nocheck)|biome[-]ignore/.exec(file.text)?.[0];
    if (silenced !== undefined) faults.push(`${file.path} silences a check by ${silenced}`);
    return faults;
  });
}

/** Packages that must run anywhere, so that `process` and `Buffer` are out of bounds too. */
const portable = ["core", "crm", "hubspot", "salesforce", "sync", "report"];
const nodeSubPaths = /^packages\/sync\/src\/(?:sqlite|postgres|fleet)\//;

/** Files of the portable packages that may look at Node's globals after all, and why. */
export const nodeGlobalFiles: Readonly<Record<string, string>> = {
  "packages/salesforce/src/sdk-wire.ts":
    "jsforce takes its proxy from the environment; this asks whether it will",
  "packages/hubspot/src/serverless/environment.ts": "HubSpot hands a function its secrets as variables",
};

/** Refuses Node's globals where only Web APIs are allowed. */
export function checkNodeGlobals(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => portable.includes(packageOf(file.path) ?? ""))
    .filter((file) => !nodeSubPaths.test(file.path) && !(file.path in nodeGlobalFiles))
    .flatMap((file) =>
      findNodes(
        file,
        (node) => ts.isPropertyAccessExpression(node) && isGlobal(node.expression, ["process", "Buffer"]),
      ).map((node) => `${placeOf(file, node)} uses ${node.getText(file.tree)} (Web APIs only here)`),
    );
}

/** The engine and the domain name no vendor in code; comments may. */
export function checkVendorWords(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => ["core", "sync", "report"].includes(packageOf(file.path) ?? ""))
    .flatMap((file) =>
      findNodes(
        file,
        (node) =>
          (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) &&
          /hubspot|salesforce/i.test(node.text),
      ).map((node) => `${placeOf(file, node)} names a vendor`),
    );
}

/** Collects the nodes for which `wanted` holds. */
export function findNodes(file: SourceFile, wanted: (node: ts.Node) => boolean): ts.Node[] {
  const found: ts.Node[] = [];
  eachNode(file, (node) => {
    if (wanted(node)) found.push(node);
  });
  return found;
}

function isGlobal(node: ts.Node, names: readonly string[]): boolean {
  return ts.isIdentifier(node) && names.includes(node.text);
}
