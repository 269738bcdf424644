import { piecesOf } from "./links.ts";

/** Text as it was written, with its web addresses to click on. It is never taken for HTML. */
export const RichText = ({ text }: { text: string }) => (
  <>
    {piecesOf(text).map((piece, index) =>
      piece.href === null ? (
        piece.text
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity and never move.
        <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      ),
    )}
  </>
);
