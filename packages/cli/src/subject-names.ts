import type { Portfolio } from "@headway/core";

/** How people call what is assessed. */
export interface SubjectNames {
  /** The name, or the id where there is none. */
  of(subject: "deal" | "account" | "person", id: string): string;
}

/** The names in a portfolio. */
export function subjectNames({ deals, accounts, people }: Portfolio): SubjectNames {
  const names = new Map<string, string>();
  for (const { id, name } of deals) if (name !== undefined) names.set(`deal/${id}`, name);
  for (const { id, name } of accounts) if (name !== undefined) names.set(`account/${id}`, name);
  for (const { id, name } of people) if (name !== undefined) names.set(`person/${id}`, name);
  return { of: (subject, id) => names.get(`${subject}/${id}`) ?? id };
}
