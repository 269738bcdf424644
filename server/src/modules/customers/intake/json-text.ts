/** Levels of lists and objects within each other above which PostgreSQL, or who reads it, may run out of stack. */
export const MAX_DEPTH = 200;
/** Of an event that is set aside, so much is kept. */
const KEPT = 64 * 1024;

const UNFIT = /\\u0000|\\ud[89a-f][0-9a-f]{2}/;
const ESCAPE = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/**
 * JSON text as PostgreSQL can hold it: without NUL, and with U+FFFD for half a surrogate pair. The text comes from
 * JSON.stringify, which escapes both, and of surrogates only those that stand alone (ECMA-262, well-formed stringify).
 */
export const mendText = (text: string): string =>
  UNFIT.test(text)
    ? text.replace(ESCAPE, (mark) => (mark === "\\u0000" ? "" : mark.length === 6 ? "\ufffd" : mark))
    : text;

const [QUOTE, BACKSLASH, OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = Array.from('"\\[{]}', (c) =>
  c.charCodeAt(0),
);

/** Is this JSON text nested deeper than `MAX_DEPTH`? */
export function isDeep(text: string): boolean {
  if (text.length < 2 * MAX_DEPTH) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      do {
        at = text.indexOf('"', at + 1);
      } while (isEscaped(text, at));
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return false;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at--;
  return (quote - at) % 2 === 0;
}

/** What is kept of an event that is set aside, as JSON text: the event, or the beginning of its text when it is too much. */
export function textToKeep(event: unknown): string {
  const text = mendText(write(event));
  return text.length > KEPT || isDeep(text) ? JSON.stringify(text.slice(0, KEPT).toWellFormed()) : text;
}

/** JSON text; fields that are nested too deeply to be written say so instead. */
function write(event: unknown): string {
  try {
    return JSON.stringify(event);
  } catch (error) {
    if (!(error instanceof RangeError) || typeof event !== "object" || event === null) throw error;
    const fields = Object.entries(event).map(([name, value]) => `${JSON.stringify(name)}:${writeField(value)}`);
    return `{${fields.join(",")}}`;
  }
}

function writeField(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '"(nested too deeply)"';
  }
}
