import { readFileSync, writeFileSync } from "node:fs";
import { createRenderer } from "@hubspot/ui-extensions/testing";
import { expect, it } from "vitest";
import type { HeadwayCalls } from "../src/app/cards/headway-calls.ts";
import type { Standing } from "../src/app/cards/standing.ts";
import { StandingCard } from "../src/app/cards/standing-card.tsx";
import { elatedAccount, stalledDeal, unknownDeal } from "./example-standing.ts";
import { renderedText } from "./rendered-text.ts";

const readme = new URL("../README.md", import.meta.url);
const begin = "<!-- card: written by testing/card-text.test.tsx -->";
const end = "<!-- /card -->";

async function rendered(standing: Standing): Promise<string> {
  const calls: HeadwayCalls = {
    assess: async () => standing,
    log: async () => ({ status: "saved", note: "" }),
  };
  const { render, waitFor, getRootNode, maybeFind } = createRenderer("crm.record.tab");
  render(<StandingCard record={{ object: standing.object, id: "1" }} calls={calls} />);
  const { Tile } = await import("@hubspot/ui-extensions");
  await waitFor(() => expect(maybeFind(Tile)).not.toBeNull(), { timeoutInMs: 30_000 });
  return renderedText(getRootNode());
}

it("the README shows the card as it renders", async () => {
  const blocks: string[] = [];
  for (const [title, standing] of [
    ["A stalled deal", stalledDeal],
    ["A deal of which little is known", unknownDeal],
    ["An elated client", elatedAccount],
  ] as const) {
    blocks.push(`${title}:\n\n\`\`\`text\n${await rendered(standing)}\n\`\`\``);
  }
  const text = readFileSync(readme, "utf8");
  const [before = "", rest = ""] = text.split(begin);
  const after = rest.split(end)[1] ?? "";
  const wanted = `${before}${begin}\n\n${blocks.join("\n\n")}\n\n${end}${after}`;
  if (process.env.HEADWAY_WRITE === "1") writeFileSync(readme, wanted);
  expect(readFileSync(readme, "utf8")).toBe(wanted);
});
