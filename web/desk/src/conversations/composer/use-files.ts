import { useState } from "react";
import * as conversations from "../../../../../contract/conversations.ts";
import { Refused, sendFiles } from "../../../../ui/src/api.ts";
import { toldRefusal } from "../../../../ui/src/parts/toast.tsx";

/** Stores files for a message being written; `waiting` is how many are on their way. */
export function useFiles(add: (files: readonly conversations.Attachment[]) => void) {
  const [waiting, setWaiting] = useState(0);
  const upload = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setWaiting((now) => now + files.length);
    try {
      const stored = await sendFiles(conversations.upload, files);
      add(stored.files);
    } catch (error) {
      if (error instanceof Refused) toldRefusal(error);
    } finally {
      setWaiting((now) => now - files.length);
    }
  };
  return { waiting, upload: (files: Iterable<File>) => void upload([...files]) };
}
