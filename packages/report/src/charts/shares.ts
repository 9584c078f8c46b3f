import type { SharesChart } from "../model/review-chart.ts";
import type { Drawing, Picture } from "./drawing.ts";

type Share = SharesChart["parts"][number] & { readonly place: number };

const rowHeight = 38;
const tones = ["good", "plain", "warning", "bad"] as const;
const signs = { good: "✓ ", plain: "", warning: "! ", bad: "✕ " } as const;

/** A bar a part, with its name above it and its value and share of the whole in words. */
export function sharesPicture(chart: SharesChart, { plot, document, width }: Drawing): Picture {
  const parts = chart.parts.map((part, place): Share => ({ ...part, place }));
  const whole = parts.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const most = Math.max(0, ...parts.map(({ value }) => value));
  const words = ({ value }: Share): string =>
    `${Number(value.toFixed(1))} ${chart.unit}${whole > 0 ? `  ·  ${Math.round((100 * value) / whole)}%` : ""}`;
  return plot.plot({
    document,
    width,
    height: parts.length * rowHeight + 12,
    marginLeft: 4,
    marginRight: 4,
    marginTop: 4,
    marginBottom: 8,
    x: { domain: [0, most > 0 ? most : 1], axis: null },
    y: { domain: [0, Math.max(1, parts.length)], reverse: true, axis: null },
    marks: [
      plot.rect([...parts], { ...bar, x1: 0, x2: () => (most > 0 ? most : 1), className: "track" }),
      ...tones.map((tone) =>
        plot.rect(
          parts.filter((part) => part.tone === tone),
          { ...bar, x1: 0, x2: "value", className: `bar ${tone}` },
        ),
      ),
      plot.text(parts, {
        y: ({ place }: Share) => place + 0.3,
        frameAnchor: "left",
        text: ({ label, tone }: Share) => `${signs[tone] ?? ""}${label}`,
        className: "row-label",
      }),
      plot.text(parts, {
        y: ({ place }: Share) => place + 0.3,
        frameAnchor: "right",
        text: words,
        className: "row-value",
      }),
    ],
  });
}

const bar = {
  y1: ({ place }: Share) => place + 0.58,
  y2: ({ place }: Share) => place + 0.82,
  rx: 3,
};
