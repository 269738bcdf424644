import type { Attachment } from "../../../../contract/conversations.ts";
import { addresses, type Output } from "../shared/calls.ts";
import { Failure, failureOf } from "../shared/failure.ts";

/** Send a file; `progress` hears the share that is through, 0 to 1. Throws `Failure`. */
export function upload(
  origin: string,
  token: string,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const [method, path] = addresses.upload;
  return new Promise((done, refuse) => {
    const request = new XMLHttpRequest();
    request.open(method, `${origin}/api${path}`);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = request.onabort = () => refuse(new Failure("network"));
    request.onload = () => {
      if (request.status >= 300)
        refuse(failureOf(request.status, request.responseText, request.getResponseHeader("retry-after")));
      else {
        try {
          const [attachment] = (JSON.parse(request.responseText) as Output<"upload">).files;
          if (attachment !== undefined) return done(attachment);
        } catch {
          // An answer that is no JSON is none of our server's.
        }
        refuse(new Failure("network"));
      }
    };
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}
