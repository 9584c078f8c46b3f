/** A problem's name in the form it is compared by: lower case, single spaces, nothing around it. */
export function problemName(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether two names mean one problem; a name that was not written down means none. */
export function isSameProblem(left: string | undefined | null, right: string | undefined | null): boolean {
  return left != null && right != null && problemName(left) === problemName(right);
}
