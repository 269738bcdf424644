import type { SetAsideReason } from "../../../../../contract/channels.ts";
import type { Upload } from "../../../platform/files/files.ts";
import type { Classified } from "../mail/classify-mail.ts";
import type { OwnMail, ParsedMail } from "../mail/types.ts";
import type { MailInRow } from "../tables.ts";
import type { Authenticity } from "./authenticate-mail.ts";

/** What became of a mail: a message (`done`), or why there is none. */
export type Outcome =
  | { readonly state: "done"; readonly reason: string }
  | { readonly state: "set_aside"; readonly reason: SetAsideReason; readonly detail?: string };

/** An attachment of which the bytes are kept already. */
export interface StoredPart extends Upload {
  readonly inline: boolean;
  readonly cid: string | null;
}

export interface Judged {
  readonly row: MailInRow;
  readonly mail: ParsedMail;
  readonly own: OwnMail;
  readonly classified: Classified;
  readonly authenticity: Authenticity;
  readonly parts: readonly StoredPart[];
  readonly key: string;
  readonly sender: string | null;
  /** A person asked for it: neither the sender's limits nor a block count. */
  readonly forced: boolean;
}
