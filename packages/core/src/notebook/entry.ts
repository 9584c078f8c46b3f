import * as z from "zod/mini";
import { Instant } from "../instant.ts";

/** The id of anything: not empty. */
export const Id = z.string().check(z.minLength(1));

/** Words of a person: not empty. */
export const Words = z.string().check(z.minLength(1));

/**
 * What every entry of the notebook has. The same `id` twice is one entry: the one written last, as far as `asOf`
 * sees, stands; the earlier ones stay in the list and can be read as its history.
 */
export const entryFields = {
  id: Id,
  writtenAt: Instant,
  /** Who wrote it. */
  personId: Id,
};
