import type { z } from "zod";
import type * as chat from "../../../../contract/chat.ts";
import type { Method } from "../../../../contract/http.ts";

type Contract = typeof chat;
export type CallName =
  | "config"
  | "enter"
  | "thread"
  | "say"
  | "introduce"
  | "requestCode"
  | "prove"
  | "read"
  | "upload"
  | "attachment"
  | "leave"
  | "submitForm";
export type Input<N extends CallName> = z.input<Contract[N]["input"]>;
export type Output<N extends CallName> = z.output<Contract[N]["output"]>;

/**
 * Method and path of the calls the widget makes. The contract's schemas stay out of the script for their weight, so the
 * addresses are written down again; a test holds them equal to the contract's.
 */
export const addresses: { readonly [N in CallName]: readonly [Method, string] } = {
  config: ["GET", "/widget/:site"],
  enter: ["POST", "/chat/devices"],
  thread: ["GET", "/chat/thread"],
  say: ["POST", "/chat/messages"],
  introduce: ["POST", "/chat/introductions"],
  requestCode: ["POST", "/chat/codes"],
  prove: ["POST", "/chat/proofs"],
  read: ["PUT", "/chat/read"],
  upload: ["POST", "/chat/uploads"],
  attachment: ["GET", "/chat/attachments/:fileId"],
  leave: ["DELETE", "/chat/devices/current"],
  submitForm: ["POST", "/forms/:site/messages"],
};
