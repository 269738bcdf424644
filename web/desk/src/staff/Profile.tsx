import { Button, FileButton, Group, MultiSelect, PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as conversations from "../../../../contract/conversations.ts";
import type { Me } from "../../../../contract/staff.ts";
import * as staff from "../../../../contract/staff.ts";
import { Refused, sendFiles } from "../../../ui/src/api.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { keyOf, useDo } from "../../../ui/src/query.ts";
import { useMe } from "../shell/me.tsx";
import { Page } from "../shell/Page.tsx";
import { Part } from "../shell/Part.tsx";
import { useLanguageOptions } from "./languages.ts";

/** One's own name, photo, languages and password. */
export function Profile() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t("settings.page.profile")} hint={t("profile.hint")}>
      <Photo me={me} />
      <Person me={me} />
      <Password />
    </Page>
  );
}

function Photo({ me }: { me: Me }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const set = useDo(staff.setPhoto, {
    done: ({ photo }) => {
      cache.setQueryData<Me>(keyOf(staff.me, {}), (before) => before && { ...before, photo });
      void cache.invalidateQueries({ queryKey: [staff.members.id] });
    },
    failed: toldRefusal,
  });
  const [sending, setSending] = useState(false);
  const choose = async (file: File | null) => {
    if (file === null) return;
    setSending(true);
    try {
      const { files } = await sendFiles(conversations.upload, [file]);
      if (files[0] !== undefined) set.run({ memberId: me.id, fileId: files[0].fileId });
    } catch (error) {
      if (error instanceof Refused) toldRefusal(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <Part title={t("profile.photo")}>
      <Group>
        <Face name={me.name} photo={me.photo} size={64} kind="member" />
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void choose(file)}>
          {(button) => (
            <Button {...button} variant="default" loading={sending || set.pending}>
              {t("profile.choose_photo")}
            </Button>
          )}
        </FileButton>
        {me.photo !== null && (
          <Button variant="subtle" color="gray" onClick={() => set.run({ memberId: me.id, fileId: null })}>
            {t("profile.remove_photo")}
          </Button>
        )}
      </Group>
    </Part>
  );
}

function Person({ me }: { me: Me }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const languages = useLanguageOptions();
  const [name, setName] = useState(me.name);
  const [spoken, setSpoken] = useState(me.languages);
  const change = useDo(staff.changeMe, {
    done: (next) => {
      cache.setQueryData(keyOf(staff.me, {}), next);
      void cache.invalidateQueries({ queryKey: [staff.members.id] });
      told(t("common.saved"));
    },
    failed: toldRefusal,
  });
  return (
    <Part title={t("profile.person")}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.run({ name, languages: spoken });
        }}
      >
        <TextInput
          required
          maxLength={120}
          label={t("member.name")}
          description={t("profile.name_hint")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          searchable
          label={t("member.languages")}
          description={t("profile.languages_hint")}
          data={languages}
          value={spoken}
          onChange={setSpoken}
        />
        <Group>
          <Button type="submit" loading={change.pending}>
            {t("common.save")}
          </Button>
        </Group>
      </form>
    </Part>
  );
}

function Password() {
  const { t } = useTranslation();
  const me = useMe();
  const [oldPassword, setOld] = useState("");
  const [password, setNew] = useState("");
  const change = useDo(staff.changeMe, {
    done: () => {
      setOld("");
      setNew("");
      told(t("profile.password_changed"));
    },
  });
  const toggle = { visibilityToggleButtonProps: { "aria-label": t("sign_in.show_password") } };
  return (
    <Part title={t("profile.password")}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.run({ oldPassword, password });
        }}
      >
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordInput
          {...toggle}
          required
          autoComplete="current-password"
          label={t("profile.old_password")}
          value={oldPassword}
          error={change.error?.code === "wrong_credentials" && t("refusal.wrong_credentials")}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <PasswordInput
          {...toggle}
          required
          autoComplete="new-password"
          label={t("password.new")}
          description={t("password.hint")}
          value={password}
          error={change.error && change.error.code !== "wrong_credentials" && t(`refusal.${change.error.code}`)}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={change.pending}>
            {t("profile.change_password")}
          </Button>
        </Group>
      </form>
    </Part>
  );
}
