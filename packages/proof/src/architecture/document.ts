/** A block between fences, with the word after them and the line it starts on. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** A link of a Markdown text to somewhere in the repository. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** Every fenced block of a Markdown text. A fence that is never closed throws. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; lines: string[]; line: number } | null = null;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^```(\w*)\s*$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === null) open = { language: fence[1] ?? "", lines: [], line: index + 1 };
    else {
      blocks.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
      open = null;
    }
  }
  if (open !== null) throw new Error(`The fence of line ${open.line} is never closed`);
  return blocks;
}

/** The text without its code blocks, its lines kept. */
export function prose(markdown: string): string {
  let isCode = false;
  return markdown
    .split("\n")
    .map((line) => {
      if (/^```/.test(line)) isCode = !isCode;
      return isCode || line.startsWith("```") ? "" : line;
    })
    .join("\n");
}

/** Links that stay in the repository, those in code left out. */
export function localLinks(markdown: string): Link[] {
  return prose(markdown)
    .split("\n")
    .flatMap((line, index) =>
      [...line.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => ({ target: match[1] ?? "", line: index + 1 }))
        .filter(({ target }) => !/^(?:https?|mailto):/.test(target)),
    );
}

/** The anchors that headings give, as GitHub makes them. */
export function anchors(markdown: string): string[] {
  return prose(markdown)
    .split("\n")
    .flatMap((line) => /^#{1,6}\s+(.+)$/.exec(line)?.[1] ?? [])
    .map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    );
}

/** What follows a program's name wherever a text calls it: `sync --dry-run` of "run `headway sync --dry-run`". */
export function calls(program: string, text: string): string[] {
  const words = '[a-z][a-z:-]*|--[a-z][a-z-]*|[A-Z0-9][\\w-]*|"[^"]*"';
  const call = new RegExp(`(?:^|[\`\\s"'])${program}((?: (?:${words}))+)`, "gm");
  return [...text.matchAll(call)].map((match) => (match[1] ?? "").trim());
}
