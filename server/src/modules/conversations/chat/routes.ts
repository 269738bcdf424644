import * as contract from "../../../../../contract/chat.ts";
import { serve } from "../../../platform/http/serve.ts";
import { upload } from "../messages/upload.ts";
import { config, enter, leave } from "./enter.ts";
import { introduce, prove, requestCode } from "./prove-address.ts";
import { chatAttachment, read } from "./read.ts";
import { say } from "./say.ts";
import { submitForm } from "./submit-form.ts";
import { thread } from "./thread.ts";

/**
 * A minute's calls of one device, and of one address: offices and mobile networks have hundreds of devices behind one. Codes
 * are limited further by address and device where they are made, forms by their one acknowledgement a day.
 */
const minute = (perAddress: number, perToken?: number) => ({
  limit: { max: perAddress, windowMs: 60_000, ...(perToken ? { perToken } : {}) },
});

export const chatRoutes = [
  serve(contract.config, config),
  serve(contract.enter, enter, minute(300)),
  serve(contract.thread, thread),
  serve(contract.say, say, minute(3_000, 30)),
  serve(contract.introduce, introduce, minute(600, 10)),
  serve(contract.requestCode, requestCode, minute(100, 5)),
  serve(contract.prove, prove, minute(300, 10)),
  serve(contract.read, read),
  serve(contract.upload, upload, minute(300, 20)),
  serve(contract.attachment, chatAttachment),
  serve(contract.leave, leave),
  serve(contract.submitForm, submitForm, minute(120)),
];
