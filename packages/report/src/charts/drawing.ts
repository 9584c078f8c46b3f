import type * as Plot from "@observablehq/plot";

/** What a chart is drawn with: Plot, a document that belongs to no browser, and the width of the paper. */
export interface Drawing {
  readonly plot: typeof Plot;
  readonly document: Document;
  /** `narrow` is drawn for a phone, so that its letters stay readable there. */
  readonly paper: "wide" | "narrow";
  /** Of the picture, in the units its letters are 12 high of. */
  readonly width: number;
}

/** So many lines can be told apart by colour and by dashes. */
export const mostSeries = 6;

const widths = { wide: 560, narrow: 330 } as const;

/** Loads Plot and the document when a chart is drawn for the first time: a text review needs neither. */
export async function loadDrawings(): Promise<readonly Drawing[]> {
  const plot = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return (["wide", "narrow"] as const).map((paper) => ({ plot, document, paper, width: widths[paper] }));
}

/** What Plot draws. */
export type Picture = ReturnType<typeof Plot.plot>;
