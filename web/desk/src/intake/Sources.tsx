import { Button } from "@mantine/core";
import { IconPlug, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as intake from "../../../../contract/intake.ts";
import { CopyText } from "../../../ui/src/parts/CopyText.tsx";
import { Nothing } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { Listing } from "../shell/Listing.tsx";
import { Named } from "../shell/Named.tsx";
import { Page } from "../shell/Page.tsx";
import { SourceDialog } from "./SourceDialog.tsx";

/** Places that events come from, with their write keys. */
export function Sources() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<intake.Source | "new" | null>(null);
  const read = useRead(intake.sources, {});
  return (
    <Page
      title={t("settings.page.sources")}
      hint={t("sources.hint")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
          {t("sources.add")}
        </Button>
      }
    >
      <Listing
        read={read}
        empty={
          <Nothing
            icon={<IconPlug size={34} stroke={1.2} />}
            title={t("sources.empty")}
            hint={t("sources.empty_hint")}
          />
        }
        columns={[
          {
            name: t("places.name"),
            cell: (source) => <Named name={source.name} active={source.active} edit={() => setEditing(source)} />,
          },
          {
            name: t("sources.key"),
            cell: ({ writeKey }) => (
              <span className="secret">
                {writeKey}
                <CopyText value={writeKey} what={t("sources.key")} />
              </span>
            ),
          },
          { name: t("sources.trusted"), cell: ({ trusted }) => (trusted ? t("common.yes") : t("common.no")) },
          {
            name: t("sources.last"),
            cell: ({ lastEventAt }) => (lastEventAt === null ? t("sources.never") : <Time at={lastEventAt} full />),
          },
        ]}
      />
      {editing !== null && <SourceDialog known={editing === "new" ? null : editing} close={() => setEditing(null)} />}
    </Page>
  );
}
