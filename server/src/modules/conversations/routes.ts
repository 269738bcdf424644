import * as channels from "../../../../contract/channels.ts";
import * as contract from "../../../../contract/conversations.ts";
import { serve } from "../../platform/http/serve.ts";
import { byNumber } from "./matters/by-number.ts";
import { change } from "./matters/change.ts";
import { counts } from "./matters/counts.ts";
import { get } from "./matters/get.ts";
import { inbox } from "./matters/inbox.ts";
import { join } from "./matters/join.ts";
import { move } from "./matters/move.ts";
import { ofCustomer } from "./matters/of-customer.ts";
import { seen } from "./matters/seen.ts";
import { split } from "./matters/split.ts";
import { unjoin } from "./matters/unjoin.ts";
import { attachment } from "./messages/attachment.ts";
import { logTalk } from "./messages/log-talk.ts";
import { messageHtml } from "./messages/message-html.ts";
import { messages } from "./messages/messages.ts";
import { note } from "./messages/note.ts";
import { reply } from "./messages/reply.ts";
import { resend } from "./messages/resend.ts";
import { start } from "./messages/start.ts";
import { upload } from "./messages/upload.ts";
import { blockedSenders, blockSender, unblockSender } from "./settings/blocked-senders.ts";
import { addMailAddress, changeMailAddress, mailAddresses } from "./settings/mail-addresses.ts";
import { discardMail, retryMail, setAsideMails, setAsideRaw } from "./settings/set-aside-mails.ts";
import { addSite, changeSite, sites } from "./settings/sites.ts";

export const routes = [
  serve(contract.inbox, inbox),
  serve(contract.counts, counts),
  serve(contract.ofCustomer, ofCustomer),
  serve(contract.byNumber, byNumber),
  serve(contract.get, get),
  serve(contract.messages, messages),
  serve(contract.messageHtml, messageHtml),
  serve(contract.attachment, attachment),
  serve(contract.upload, upload),
  serve(contract.reply, reply),
  serve(contract.resend, resend),
  serve(contract.note, note),
  serve(contract.logTalk, logTalk),
  serve(contract.start, start),
  serve(contract.change, change),
  serve(contract.seen, seen),
  serve(contract.split, split),
  serve(contract.join, join),
  serve(contract.unjoin, unjoin),
  serve(contract.move, move),
  serve(channels.mailAddresses, mailAddresses),
  serve(channels.addMailAddress, addMailAddress),
  serve(channels.changeMailAddress, changeMailAddress),
  serve(channels.sites, sites),
  serve(channels.addSite, (ctx, input) => addSite(ctx, input)),
  serve(channels.changeSite, changeSite),
  serve(channels.blockedSenders, blockedSenders),
  serve(channels.blockSender, blockSender),
  serve(channels.unblockSender, unblockSender),
  serve(channels.setAsideMails, setAsideMails),
  serve(channels.setAsideRaw, setAsideRaw),
  serve(channels.retryMail, retryMail),
  serve(channels.discardMail, discardMail),
];
