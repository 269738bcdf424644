import { upload } from "../../contract/conversations.ts";
import { recordFile } from "../src/platform/files/files.ts";
import { isPicture } from "../src/platform/files/sniff.ts";
import type { Room } from "../src/platform/house.ts";
import { serve } from "../src/platform/http/serve.ts";

/** A room that takes uploads and nothing else, for tests of what is done with them. */
export const uploadRoom: Room = {
  name: "uploads",
  routes: [
    serve(upload, async (ctx, _input, uploads) => {
      const files = [];
      for (const one of uploads) {
        const { id, name, type, size } = await recordFile(ctx, one);
        files.push({ fileId: id, name, type, size, inline: isPicture(type) });
      }
      return { files };
    }),
  ],
};

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
/** A picture of one pixel. */
export const onePixel = (type = "image/png"): Blob => new Blob([Buffer.from(png, "base64")], { type });
