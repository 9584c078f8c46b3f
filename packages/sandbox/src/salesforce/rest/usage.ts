/** How many API calls the org has made in the last 24 hours. */
export interface Usage {
  count(): void;
  now(): { used: number; maximum: number };
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Counts by the minute, forgetting what is more than a day old. */
export function usage(now: () => number, maximum: number): Usage {
  const minutes = new Map<number, number>();
  const prune = (): void => {
    const oldest = Math.floor((now() - dayMs) / minuteMs);
    for (const minute of minutes.keys()) if (minute < oldest) minutes.delete(minute);
  };
  return {
    count() {
      const minute = Math.floor(now() / minuteMs);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    },
    now() {
      prune();
      const used = [...minutes.values()].reduce((sum, count) => sum + count, 0);
      return { used, maximum };
    },
  };
}
