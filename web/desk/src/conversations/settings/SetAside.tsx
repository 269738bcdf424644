import { Button, Group } from "@mantine/core";
import { IconMailOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { fileUrl } from "../../../../ui/src/api.ts";
import { bytes } from "../../../../ui/src/numbers.ts";
import { More } from "../../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { useDo, usePages } from "../../../../ui/src/query.ts";
import { Page } from "../../shell/Page.tsx";

/** Mails that made no message, with the reason; their raw text is kept. */
export function SetAside() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const list = usePages(channels.setAsideMails, {});
  const readAgain = () => void cache.invalidateQueries({ queryKey: [channels.setAsideMails.id] });
  const retry = useDo(channels.retryMail, {
    done: () => {
      told(t("set_aside.retried"));
      readAgain();
    },
    failed: toldRefusal,
  });
  const putBack = useDo(channels.discardMail, { done: readAgain, failed: toldRefusal });
  const discard = useDo(channels.discardMail, {
    done: (_, { mailId }) => {
      readAgain();
      told(t("set_aside.discarded"), () => putBack.run({ mailId, discarded: false }));
    },
    failed: toldRefusal,
  });
  return (
    <Page title={t("settings.page.set-aside")} hint={t("set_aside.hint")}>
      {list.isPending && <Rows count={5} height={60} />}
      {list.isError && list.items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && list.items.length === 0 && (
        <Nothing icon={<IconMailOff size={34} stroke={1.2} />} title={t("set_aside.empty")} />
      )}
      <ul className="reviews">
        {list.items.map((mail) => (
          <li key={mail.id} className="review">
            <div className="review-who">
              <strong>{mail.subject === "" ? t("set_aside.no_subject") : mail.subject}</strong>
              <span className="line-detail">
                {mail.from} → {mail.to} · {bytes(mail.size, i18n.language)}
              </span>
              <Time at={mail.at} full className="customer-row-soft" />
            </div>
            <p className="section-none">{t(`set_aside.reason.${mail.reason}`)}</p>
            {mail.detail !== "" && <code className="review-detail">{mail.detail}</code>}
            <Group gap="xs" mt={6}>
              <Button
                size="xs"
                variant="default"
                loading={retry.pending}
                onClick={() => retry.run({ mailId: mail.id })}
              >
                {t("set_aside.retry")}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => discard.run({ mailId: mail.id, discarded: true })}
              >
                {t("common.discard")}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                component="a"
                href={fileUrl(channels.setAsideRaw, { mailId: mail.id })}
                download
              >
                {t("set_aside.raw")}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      <More list={list} />
    </Page>
  );
}
