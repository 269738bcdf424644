import { Badge, Button, Group } from "@mantine/core";
import { IconPlus, IconWorldWww } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { CopyText } from "../../../../ui/src/parts/CopyText.tsx";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { useRead } from "../../../../ui/src/query.ts";
import { Page } from "../../shell/Page.tsx";
import { SiteDialog } from "./SiteDialog.tsx";
import { scriptTag } from "./script-tag.ts";

/** Pages of the company with our chat or form on them, each with the tag to put there. */
export function Sites() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<channels.Site | "new" | null>(null);
  const read = useRead(channels.sites, {});
  return (
    <Page
      title={t("settings.page.sites")}
      hint={t("sites.hint")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
          {t("sites.add")}
        </Button>
      }
    >
      {read.isPending && <Rows count={2} height={110} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data?.items.length === 0 && (
        <Nothing icon={<IconWorldWww size={34} stroke={1.2} />} title={t("sites.empty")} hint={t("sites.empty_hint")} />
      )}
      {read.data?.items.map((site) => (
        <section key={site.id} className="settings-part">
          <Group justify="space-between" mb={6}>
            <Group gap={10}>
              <span className="site-accent" style={{ background: site.accent }} />
              <h2>{site.name}</h2>
              {!site.active && <Badge color="gray">{t("common.off")}</Badge>}
            </Group>
            <Button size="xs" variant="default" onClick={() => setEditing(site)}>
              {t("common.edit")}
            </Button>
          </Group>
          <p className="section-none" style={{ marginBottom: 6 }}>
            {t("sites.tag_hint")}
          </p>
          <div className="code-box">
            <code>{scriptTag(location.origin, site.key)}</code>
            <CopyText value={scriptTag(location.origin, site.key)} what={t("sites.tag")} />
          </div>
        </section>
      ))}
      {editing !== null && <SiteDialog known={editing === "new" ? null : editing} close={() => setEditing(null)} />}
    </Page>
  );
}
