import type { ReadSubject, SubjectSource } from "../subject-batch.ts";
import { readSubjects } from "../subject-batch.ts";

const pageSize = 500;

/** Every stored subject of one kind with its evidence, a page at a time. */
export async function* subjectsOf(
  source: SubjectSource,
  subject: "deal" | "account",
): AsyncGenerator<ReadSubject> {
  let after: string | null = null;
  for (;;) {
    const ids: readonly string[] = await source.store.subjects(source.crm, subject, "all", after, pageSize);
    if (ids.length === 0) return;
    yield* await readSubjects(source, subject, ids);
    after = ids.at(-1) ?? null;
  }
}
