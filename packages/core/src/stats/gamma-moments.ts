/** A Gamma distribution by shape and rate. */
export interface GammaPrior {
  readonly shape: number;
  readonly rate: number;
}

/** What one member of a team did: events, in how much exposure. */
export interface Exposure {
  readonly events: number;
  readonly exposure: number;
}

/**
 * The Gamma prior of a team's rates by moments: the pooled rate as mean, and as variance what the members' rates
 * vary by beyond what counting alone explains. `undefined` for fewer than two members with exposure, no events, or
 * no variation beyond counting: then the team says nothing about how members differ.
 */
export function gammaByMoments(members: readonly Exposure[]): GammaPrior | undefined {
  const counted = members.filter(({ exposure }) => exposure > 0);
  const events = counted.reduce((sum, member) => sum + member.events, 0);
  const exposure = counted.reduce((sum, member) => sum + member.exposure, 0);
  if (counted.length < 2 || events === 0) return undefined;
  const mean = events / exposure;
  const squares = counted.reduce(
    (sum, member) => sum + member.exposure * (member.events / member.exposure - mean) ** 2,
    0,
  );
  // The weighted squares of Poisson rates have the mean (members - 1) times the rate.
  const excess = squares - (counted.length - 1) * mean;
  const scale = exposure - counted.reduce((sum, member) => sum + member.exposure ** 2, 0) / exposure;
  const variance = excess / scale;
  return variance > 0 ? { shape: (mean * mean) / variance, rate: mean / variance } : undefined;
}
