import type { WorkingCalendar } from "./working-calendar.ts";

function asked(): never {
  throw new RangeError("what is seen from here asks no calendar");
}

/** For what knows no local day and no period, such as where a deal stands (domain:R1): being asked is an error. */
export const noCalendar: WorkingCalendar = {
  get policy() {
    return asked();
  },
  get periods() {
    return asked();
  },
  dayNumberOf: asked,
  dayStartMs: asked,
  isBusinessDay: asked,
};
