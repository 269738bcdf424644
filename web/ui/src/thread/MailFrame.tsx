import { Button, Group } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { mailPage } from "./mail-page.ts";

interface MailFrameProps {
  readonly html: string;
  readonly remoteImages: number;
  readonly title: string;
}

/**
 * A mail as its sender laid it out, in a frame that runs no script (by sandbox and by its own policy). Remote images,
 * which tell the sender that the mail was read, load only when asked for.
 */
export function MailFrame({ html, remoteImages, title }: MailFrameProps) {
  const { t } = useTranslation();
  const [images, setImages] = useState(false);
  const [height, setHeight] = useState(120);
  const frame = useRef<HTMLIFrameElement>(null);
  const measure = () => {
    const page = frame.current?.contentDocument?.documentElement;
    if (page) setHeight(Math.min(4000, Math.max(40, page.scrollHeight)));
  };
  const watch = () => {
    measure();
    const body = frame.current?.contentDocument?.body;
    if (body) new ResizeObserver(measure).observe(body);
  };
  return (
    <div className="mail-frame">
      {remoteImages > 0 && !images && (
        <Group gap="xs" className="mail-frame-bar">
          <IconPhoto size={14} aria-hidden />
          <span>{t("thread.remote_images", { count: remoteImages })}</span>
          <Button variant="subtle" size="compact-xs" onClick={() => setImages(true)}>
            {t("thread.show_images")}
          </Button>
        </Group>
      )}
      <iframe
        ref={frame}
        title={title}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={mailPage(html, images)}
        style={{ height }}
        onLoad={watch}
      />
    </div>
  );
}
