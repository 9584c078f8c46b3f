import { CrmError } from "@headway/crm";

const quote = 34;
const comma = 44;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * The rows of a CSV text (RFC 4180, lines ended by LF or CRLF), one after the other, so that no more
 * than one is held besides the text. An empty text has none. Throws `malformed-response` for a quote
 * that is never closed, and for text after a closing one.
 */
export function* csvRows(text: string): Generator<string[]> {
  let at = 0;
  while (at < text.length) {
    const cells: string[] = [];
    for (let inRow = true; inRow; ) {
      const end = text.charCodeAt(at) === quote ? closingQuote(text, at) : plainEnd(text, at);
      const isQuoted = text.charCodeAt(at) === quote;
      cells.push(isQuoted ? unquote(text, at, end) : text.slice(at, end));
      at = isQuoted ? end + 1 : end;
      const next = text.charCodeAt(at);
      if (next === comma) at += 1;
      else {
        at = afterLine(text, at);
        inRow = false;
      }
    }
    yield cells;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at;
  }
  throw malformed("a quote that is never closed");
}

function unquote(text: string, from: number, end: number): string {
  const inner = text.slice(from + 1, end);
  return inner.includes('""') ? inner.replaceAll('""', '"') : inner;
}

function plainEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === lineFeed || code === carriageReturn) return at;
  }
  return text.length;
}

/** The beginning of the next line. */
function afterLine(text: string, at: number): number {
  if (at >= text.length) return at;
  const code = text.charCodeAt(at);
  if (code === lineFeed) return at + 1;
  if (code === carriageReturn) return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  throw malformed("text after a closing quote");
}

function malformed(what: string): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `the results of a bulk query hold ${what}`,
    remedy: "report it with the time of the request if it happens again",
  });
}
