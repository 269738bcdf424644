import { Alert, Button, Checkbox, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Permission, permissions } from "../../../../contract/permissions.ts";
import * as staff from "../../../../contract/staff.ts";
import { CopyText } from "../../../ui/src/parts/CopyText.tsx";
import { Nothing } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
import { Listing } from "../shell/Listing.tsx";
import { NameField } from "../shell/NameField.tsx";
import { Page } from "../shell/Page.tsx";

/** Tokens by which other programs use the API; the secret is shown once. */
export function Tokens() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [adding, { open, close }] = useDisclosure();
  const [secret, setSecret] = useState<string | null>(null);
  const read = useRead(staff.apiTokens, {});
  const readAgain = () => void cache.invalidateQueries({ queryKey: [staff.apiTokens.id] });
  const revoke = useDo(staff.revokeApiToken, {
    done: () => {
      readAgain();
      told(t("tokens.revoked"));
    },
    failed: toldRefusal,
  });
  return (
    <Page
      title={t("settings.page.tokens")}
      hint={t("tokens.hint")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          {t("tokens.add")}
        </Button>
      }
    >
      {secret !== null && (
        <Alert
          mb="md"
          title={t("tokens.once")}
          withCloseButton
          closeButtonLabel={t("common.close")}
          onClose={() => setSecret(null)}
        >
          <span className="secret">
            {secret}
            <CopyText value={secret} what={t("tokens.token")} />
          </span>
        </Alert>
      )}
      <Listing
        read={read}
        empty={
          <Nothing icon={<IconKey size={34} stroke={1.2} />} title={t("tokens.empty")} hint={t("tokens.empty_hint")} />
        }
        columns={[
          { name: t("places.name"), cell: ({ name }) => <span className="line-title">{name}</span> },
          {
            name: t("tokens.scopes"),
            cell: ({ scopes }) => scopes.map((scope) => t(`permission.${scope.replace(".", "_")}`)).join(", "),
          },
          {
            name: t("tokens.used"),
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("tokens.never") : <Time at={lastUsedAt} full />),
          },
          {
            name: t("common.actions"),
            acts: true,
            cell: ({ id }) => (
              <Button size="compact-sm" variant="default" onClick={() => revoke.run({ tokenId: id })}>
                {t("tokens.revoke")}
              </Button>
            ),
          },
        ]}
      />
      {adding && (
        <TokenDialog
          close={close}
          made={(token) => {
            readAgain();
            setSecret(token);
            close();
          }}
        />
      )}
    </Page>
  );
}

function TokenDialog({ close, made }: { close: () => void; made: (token: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const add = useDo(staff.addApiToken, { done: ({ token }) => made(token) });
  const toggle = (scope: Permission) =>
    setScopes(scopes.includes(scope) ? scopes.filter((other) => other !== scope) : [...scopes, scope]);
  return (
    <FormDialog
      title={t("tokens.add")}
      close={close}
      pending={add.pending}
      error={add.error}
      does={t("tokens.make")}
      submit={() => add.run({ name, scopes: [...scopes] })}
    >
      <NameField value={name} change={setName} />
      <fieldset className="modes">
        <legend className="section-none">{t("tokens.scopes")}</legend>
        <Stack gap={6} mt={6}>
          {permissions.map((scope) => (
            <Checkbox
              key={scope}
              label={t(`permission.${scope.replace(".", "_")}`)}
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
          ))}
        </Stack>
      </fieldset>
    </FormDialog>
  );
}
