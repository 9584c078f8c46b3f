import ts from "typescript";
import { findNodes } from "./check-words.ts";
import { packageOf, placeOf, type SourceFile } from "./source-file.ts";

/**
 * Files outside the core that may ask the machine for time, randomness or timers, and why. Everything
 * else gets them handed in, so that a test or a simulation decides them.
 */
export const nondeterministicFiles: Readonly<Record<string, string>> = {
  "packages/crm/src/http/ports.ts": "the one place where the real clock, timer and randomness are wrapped",
  "packages/crm/src/conformance/simulated-clock.ts": "gives other code a turn; its own time is simulated",
  "packages/crm/src/conformance/interruption-cases.ts": "a guard against adapters that never end",
  "packages/salesforce/src/web-server-flow.ts": "the default of its random bytes, which nobody may guess",
  "packages/sandbox/src/hubspot/settings.ts": "the default of the sandbox's clock",
  "packages/sandbox/src/salesforce/salesforce-sandbox.ts": "the default of the sandbox's clock",
  "packages/sync/src/memory/index.ts": "the default of its clock, by which leases run out",
  "packages/sync/src/sync.ts": "the default of the `clock` option",
};

/** Whole packages that run at a person's desk or in tests, where the real clock is the point. */
const freePackages = ["cli", "proof"];

/** Refuses hidden clocks, randomness and timers. */
export function checkDeterminism(files: readonly SourceFile[]): string[] {
  return files
    .filter(
      (file) => !(file.path in nondeterministicFiles) && !freePackages.includes(packageOf(file.path) ?? ""),
    )
    .flatMap((file) =>
      findNodes(file, isNondeterministic).map(
        (node) => `${placeOf(file, node)} uses ${node.getText(file.tree).slice(0, 40)}`,
      ),
    );
}

const properties = [
  "Date.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
  "performance.now",
];
const functions = ["setTimeout", "setInterval", "setImmediate", "randomUUID", "randomBytes"];

function isNondeterministic(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText().replace(/^globalThis\./, "");
    return properties.includes(name);
  }
  if (ts.isNewExpression(node))
    return node.expression.getText() === "Date" && (node.arguments?.length ?? 0) === 0;
  if (ts.isIdentifier(node) && functions.includes(node.text)) return isRead(node);
  return false;
}

/** A name in a type, an import or a member's declaration is not a use. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.getText() === "globalThis";
  return (
    ts.isCallExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isBinaryExpression(parent) ||
    ts.isParameter(parent)
  );
}
