import type { MirrorScene } from "./mirror-scene.ts";
import type { Side } from "./network.ts";
import type { Interference } from "./plan.ts";
import { type Field, mirroredFields, people, propertyOf } from "./vocabulary.ts";

/**
 * Lets people type into a field at the worst moment: while the engine's write to it is under way, or right after it
 * took effect and before anybody has heard of it.
 */
export function interferer(scene: MirrorScene): (side: Side, path: string, body: string) => void {
  const { plan, world, time, hands } = scene;
  const counts = { left: 0, right: 0 };
  return (side, path, body) => {
    const deal = world.pairs.findIndex((pair) => path.includes(pair[side]) || body.includes(pair[side]));
    const field = mirroredFields.find((name) => body.includes(`"${propertyOf(side, name)}"`));
    if (deal < 0 || field === undefined || time.now() >= scene.endsAt) return;
    counts[side] += 1;
    for (const one of plan.interferences) {
      if (one.side !== side || one.nth !== counts[side]) continue;
      scene.mishaps.set("interference", (scene.mishaps.get("interference") ?? 0) + 1);
      const edit = {
        id: one.id,
        atMs: 0,
        side,
        deal,
        field,
        value: typedBy(one, field),
        variant: 0,
        lateMs: 0,
      };
      if (one.when === "before") hands.type(edit);
      else time.after(1, `interference with ${field}`, () => void hands.type(edit));
    }
  };
}

/** Something nobody else types. */
function typedBy({ id }: Interference, field: Field): string {
  switch (field) {
    case "amount":
      return `${2_000 + id}.00`;
    case "closeDate":
      return new Date(Date.UTC(2028, 0, id - 90)).toISOString().slice(0, 10);
    case "nextStep":
      return `Step ${id}`;
    case "ownerId":
      return people[id % people.length] ?? people[0];
    default:
      return "fourth";
  }
}
