import * as contract from "../../../../../contract/chat.ts";
import { serve } from "../../../platform/http/serve.ts";
import { upload } from "../messages/upload.ts";
import { config, enter, leave } from "./enter.ts";
import { introduce, prove, requestCode } from "./prove-address.ts";
import { chatAttachment, read } from "./read.ts";
import { say } from "./say.ts";
import { submitForm } from "./submit-form.ts";
import { thread } from "./thread.ts";

const MINUTE = 60_000;

export const chatRoutes = [
  serve(contract.config, config),
  serve(contract.enter, enter, { limit: { max: 30, windowMs: MINUTE } }),
  serve(contract.thread, thread),
  serve(contract.say, say, { limit: { max: 120, windowMs: MINUTE } }),
  serve(contract.introduce, introduce, { limit: { max: 30, windowMs: MINUTE } }),
  serve(contract.requestCode, requestCode, { limit: { max: 10, windowMs: MINUTE } }),
  serve(contract.prove, prove, { limit: { max: 20, windowMs: MINUTE } }),
  serve(contract.read, read),
  serve(contract.upload, upload, { limit: { max: 60, windowMs: MINUTE } }),
  serve(contract.attachment, chatAttachment),
  serve(contract.leave, leave),
  serve(contract.submitForm, submitForm, { limit: { max: 30, windowMs: MINUTE } }),
];
