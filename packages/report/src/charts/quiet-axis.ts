/** An axis of words alone, without ticks or a line. */
export const quietAxis = { tickSize: 0, className: "axis", label: null } as const;

/** What is measured upwards, in words above the picture. */
export const unitLabel = { frameAnchor: "top-left", dx: -40, dy: -24, className: "unit" } as const;

/** The same with what it measures in the middle below. */
export function labelledAxis(label: string) {
  return { ...quietAxis, label, labelAnchor: "center", labelArrow: "none" } as const;
}
