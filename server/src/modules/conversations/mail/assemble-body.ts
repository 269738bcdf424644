import { convert } from "html-to-text";
import { cleanText } from "./clean-text.ts";

/** A node of mailparser's tree; only leaves that are shown within the text have a `textContent`. */
export interface MimeNode {
  contentType?: string | false;
  textContent?: string;
  isAttachment?: boolean;
  children?: MimeNode[];
  /** The splitter's node, which knows the file name. */
  node?: { filename?: string | false };
}

/** A text part that is offered as a file. */
export interface DetachedText {
  contentType: string;
  filename?: string;
  text: string;
}

export interface Body {
  text: string;
  html: string | null;
  shortened: boolean;
}

type Kind = "text" | "html";

/** How many levels of parts lie in each other; a mail of one part has depth 1. */
export function depthOf(root: MimeNode): number {
  let depth = 0;
  for (let level = [root]; level.length > 0; level = level.flatMap((node) => node.children ?? [])) depth++;
  return depth;
}

/**
 * Takes the texts out of the tree that are files rather than words of the mail: those with a file name after the first
 * text, and the messages of a digest (RFC 2046 §5.1.5).
 */
export function detachTexts(root: MimeNode): DetachedText[] {
  const detached: DetachedText[] = [];
  let seenText = false;
  const visit = (node: MimeNode, parent: MimeNode | undefined) => {
    for (const child of node.children ?? []) visit(child, node);
    if (node.textContent === undefined || node.isAttachment) return;
    const name = node.node?.filename || undefined;
    const isDigest = parent?.contentType === "multipart/digest";
    if (isDigest || (name && seenText)) {
      node.isAttachment = true;
      const contentType = isDigest ? "message/rfc822" : node.contentType || "text/plain";
      detached.push({ contentType, text: node.textContent, ...(name ? { filename: name } : {}) });
    } else seenText = true;
  };
  visit(root, undefined);
  return detached;
}

/**
 * The text and the HTML to show, in the order of the parts (RFC 2046). Where a part has only one of the two forms, the
 * other is derived from it. HTML longer than `limit` characters is left out, text is cut there.
 */
export function assembleBody(root: MimeNode, limit: number): Body {
  const hasHtml = contains(root, "text/html");
  const html = hasHtml ? cleanText(collect(root, "html").join("\n")) : "";
  const text = cleanText(collect(root, "text", limit).join("\n"));
  const tooLong = html.length > limit;
  return {
    text: text.slice(0, limit).replace(/\p{Surrogate}/gu, ""),
    html: hasHtml && !tooLong ? html : null,
    shortened: tooLong || text.length > limit,
  };
}

function contains(node: MimeNode, type: string): boolean {
  return (!node.isAttachment && node.contentType === type) || (node.children ?? []).some((n) => contains(n, type));
}

function collect(node: MimeNode, want: Kind, limit = 0): string[] {
  const children = node.children ?? [];
  if (node.contentType === "multipart/alternative") return collectAlternative(children, want, limit);
  if (children.length > 0) return children.flatMap((child) => collect(child, want, limit));
  if (node.isAttachment || node.textContent === undefined) return [];
  const isHtml = node.contentType === "text/html";
  if (want === "html") return [isHtml ? node.textContent : asHtml(node.textContent)];
  return [isHtml ? asText(node.textContent, limit) : node.textContent];
}

/** The last alternative that has the wanted form, else the last that has the other one. */
function collectAlternative(children: MimeNode[], want: Kind, limit: number): string[] {
  const has = (type: string) => children.findLast((child) => contains(child, type));
  const plain = has("text/plain");
  const rich = has("text/html");
  const chosen = want === "text" ? textFirst(plain, rich) : (rich ?? plain);
  return chosen ? collect(chosen, want, limit) : [];
}

function textFirst(plain: MimeNode | undefined, rich: MimeNode | undefined): MimeNode | undefined {
  const empty = plain?.textContent !== undefined && plain.textContent.trim() === "";
  return plain && !empty ? plain : (rich ?? plain);
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const asHtml = (text: string): string =>
  `<div>${text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c).replace(/\r?\n/g, "<br>\n")}</div>`;

/** Plain text of HTML, with the quotation marks (`> `) of blockquotes kept, so that quotes can be folded. */
function asText(html: string, limit: number): string {
  return convert(html.slice(0, limit), {
    wordwrap: false,
    limits: { maxDepth: 200, maxInputLength: limit },
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true } },
      { selector: "img", format: "skip" },
      { selector: "style", format: "skip" },
      { selector: "head", format: "skip" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "block" },
    ],
  });
}
