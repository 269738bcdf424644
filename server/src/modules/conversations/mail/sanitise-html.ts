import sanitize from "sanitize-html";
import { cleanText } from "./clean-text.ts";

export interface SanitiseOptions {
  /** The address under which an inline image can be fetched, null for a Content-ID the mail does not have. */
  cid: (contentId: string) => string | null;
}

export interface SanitisedHtml {
  /** For a sandboxed frame; null for HTML too large or too deep to clean in bounded time, show the text instead. */
  html: string | null;
  /** Images that wait in `data-remote-src` until the reader asks for them. */
  remoteImages: number;
}

const LONGEST = 1_000_000;
const DEEPEST = 256;
const LONGEST_STYLE = 2000;
/** Tags that hold nothing, or that the next of their kind closes. */
const FLAT = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th thead tbody tfoot".split(
    " ",
  ),
);
const TAGS =
  "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr";
const PROPERTIES =
  "background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width color direction display font-family font-size font-style font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width padding padding-bottom padding-left padding-right padding-top text-align text-decoration text-indent text-transform vertical-align white-space width word-break word-wrap";
const SAFE_VALUE = /^(?!.*(?:url|src|image|image-set|element|expression|var|env|attr)\s*\()[\w\s#%.,()+/'"-]{1,200}$/i;
const INLINE_IMAGE = /^data:image\/(?:png|gif|jpe?g|webp);base64,[a-z0-9+/=\s]+$/i;

/**
 * The HTML of a mail with nothing that runs, loads, posts or leaves its place: an allow-list of tags, attributes and CSS,
 * links only to http, https, mailto and tel in a new window, remote images set aside, `cid:` images through `cid`.
 */
export function sanitiseHtml(html: string, options: SanitiseOptions): SanitisedHtml {
  const clean = cleanText(html);
  if (clean.length > LONGEST || isTooDeep(clean)) return { html: null, remoteImages: 0 };
  let remoteImages = 0;
  const transformImage = (tagName: string, attribs: sanitize.Attributes): sanitize.Tag => {
    const image = toImage(attribs, options);
    if (image["data-remote-src"]) remoteImages++;
    return { tagName, attribs: image };
  };
  const safe = sanitize(clean, {
    allowedTags: TAGS.split(" "),
    nonTextTags: [
      "script",
      "style",
      "textarea",
      "option",
      "xmp",
      "noscript",
      "title",
      "template",
      "math",
      "svg",
      "noembed",
      "noframes",
    ],
    allowedAttributes: {
      "*": ["style", "dir", "lang", "title", "align", "valign", "bgcolor", "width", "height"],
      a: ["href", "rel", "target"],
      img: ["src", "alt", "data-remote-src"],
      font: ["color", "face", "size"],
      table: ["border", "cellpadding", "cellspacing"],
      td: ["colspan", "rowspan", "nowrap"],
      th: ["colspan", "rowspan", "nowrap", "scope"],
      col: ["span"],
      colgroup: ["span"],
      ol: ["start", "type", "reversed"],
      li: ["value"],
      time: ["datetime"],
    },
    allowedStyles: { "*": Object.fromEntries(PROPERTIES.split(" ").map((name) => [name, [SAFE_VALUE]])) },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["http", "https", "data"] },
    allowProtocolRelative: false,
    nestingLimit: DEEPEST,
    transformTags: { a: toLink, img: transformImage, "*": withoutLongStyle },
  });
  return { html: safe, remoteImages };
}

function withoutLongStyle(tagName: string, attribs: sanitize.Attributes): sanitize.Tag {
  const { style, ...others } = attribs;
  return { tagName, attribs: style !== undefined && style.length <= LONGEST_STYLE ? { ...others, style } : others };
}

function toLink(tagName: string, { href, target: _, rel: __, ...others }: sanitize.Attributes): sanitize.Tag {
  const address = webAddress(href ?? "", /^(?:https?|mailto|tel):$/);
  if (!address) return { tagName, attribs: others };
  return { tagName, attribs: { href: address, target: "_blank", rel: "noopener noreferrer nofollow", ...others } };
}

function toImage({ src = "", ...others }: sanitize.Attributes, { cid }: SanitiseOptions): sanitize.Attributes {
  const { "data-remote-src": _forged, ...kept } = others;
  const contentId = /^\s*cid:(.{1,500})$/is.exec(src)?.[1];
  if (contentId !== undefined) {
    const found = cid(decoded(contentId).replace(/^<|>$/g, "").trim());
    return found === null ? kept : { ...kept, src: found };
  }
  if (INLINE_IMAGE.test(src)) return { ...kept, src };
  const remote = webAddress(src.trim().startsWith("//") ? `https:${src.trim()}` : src, /^https?:$/);
  return remote ? { ...kept, "data-remote-src": remote } : kept;
}

function webAddress(value: string, scheme: RegExp): string | null {
  const url = URL.parse(value.trim());
  return url && scheme.test(url.protocol) ? url.href : null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The parser's time grows with the square of the nesting, so it is counted first; unclosed tags count as nested. */
function isTooDeep(html: string): boolean {
  const open: string[] = [];
  for (const [, close, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    const tag = name.toLowerCase();
    if (FLAT.has(tag)) continue;
    if (close === "") open.push(tag);
    else if (open.at(-1) === tag) open.pop();
    else if (open.includes(tag, -DEEPEST)) open.length = open.lastIndexOf(tag);
    if (open.length > DEEPEST * 4) return true;
  }
  return false;
}
