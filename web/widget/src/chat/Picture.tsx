import { useEffect, useRef } from "preact/hooks";

interface PictureProps {
  readonly bytes: Blob;
  readonly type: string;
  /** Called with null when the bytes are no picture. */
  readonly onBroken: (nothing: null) => void;
}

const width = 232;
const height = 180;

/**
 * A picture painted on a canvas: attachments need the device's token, and an image element could show them only by a
 * `blob:` address, which pages that list just our origin forbid.
 */
export function Picture({ bytes, type, onBroken }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    createImageBitmap(new Blob([bytes], { type })).then(
      (image) => {
        const to = canvas.current;
        const scale = Math.min(1, width / image.width, height / image.height);
        if (gone || to === null) return image.close();
        const sharp = Math.min(2, devicePixelRatio || 1);
        to.width = Math.max(1, image.width * Math.min(1, scale * sharp));
        to.height = Math.max(1, image.height * Math.min(1, scale * sharp));
        to.style.setProperty("width", `${Math.max(1, image.width * scale)}px`);
        to.getContext("2d")?.drawImage(image, 0, 0, to.width, to.height);
        image.close();
      },
      () => gone || onBroken(null),
    );
    return () => {
      gone = true;
    };
  }, [bytes, type, onBroken]);
  return <canvas ref={canvas} />;
}
