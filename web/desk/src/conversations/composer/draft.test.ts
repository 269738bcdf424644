import { expect, test } from "vitest";
import type { Attachment } from "../../../../../contract/conversations.ts";
import { attach, draftNow, write } from "./draft.ts";

const file = (fileId: string): Attachment => ({
  fileId,
  name: "a.pdf",
  type: "application/pdf",
  size: 1,
  inline: false,
});

test("files that arrive while one types or after one another all stay", () => {
  attach("m", [file("1")]);
  write("m", { text: "Dzień dobry" });
  attach("m", [file("2")]);
  expect(draftNow("m")).toMatchObject({ text: "Dzień dobry", files: [{ fileId: "1" }, { fileId: "2" }] });
});
