import { Combobox, Group, useCombobox } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Matter } from "../../../../../contract/conversations.ts";
import { Face } from "../../../../ui/src/parts/Face.tsx";
import { useMe } from "../../shell/me.tsx";
import { useMembers } from "../../staff/use-people.ts";
import { plain } from "../plain.ts";
import { PickButton } from "./PickButton.tsx";

interface Props {
  readonly matter: Matter;
  readonly disabled: boolean;
  readonly pick: (assigneeId: string | null) => void;
}

/** Who takes care of the matter: oneself first, then the colleagues, by name without diacritics. */
export function OwnerPicker({ matter, disabled, pick }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const members = useMembers();
  const [query, setQuery] = useState("");
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      setQuery("");
    },
    onDropdownOpen: () => box.focusSearchInput(),
  });
  const owner = members.get(matter.assigneeId ?? "");
  const found = [...members.values()]
    .filter((member) => member.active && plain(member.name).includes(plain(query)))
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name));
  const submit = (value: string) => {
    box.closeDropdown();
    const next = value === "" ? null : value;
    if (next !== matter.assigneeId) pick(next);
  };
  return (
    <Combobox store={box} width={260} position="bottom-start" onOptionSubmit={submit} disabled={disabled}>
      <Combobox.Target withAriaAttributes={false}>
        <PickButton
          disabled={disabled}
          what={t("matter.owner")}
          value={owner?.name ?? (matter.assigneeId === null ? t("matter.nobody") : "…")}
          aria-haspopup="listbox"
          aria-expanded={box.dropdownOpened}
          onClick={() => box.toggleDropdown()}
        >
          {owner === undefined ? (
            <IconUserOff size={15} stroke={1.7} aria-hidden />
          ) : (
            <Face name={owner.name} photo={owner.photo} size={18} kind="member" />
          )}
        </PickButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          role="combobox"
          aria-expanded
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            box.selectFirstOption();
          }}
          placeholder={t("matter.find_colleague")}
          aria-label={t("matter.find_colleague")}
        />
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={t("matter.owner")}>
          {query === "" && matter.assigneeId !== null && (
            <Combobox.Option value="">
              <Group gap={8}>
                <IconUserOff size={18} stroke={1.6} aria-hidden />
                {t("matter.nobody")}
              </Group>
            </Combobox.Option>
          )}
          {found.map((member) => (
            <Combobox.Option key={member.id} value={member.id} active={member.id === matter.assigneeId}>
              <Group gap={8} wrap="nowrap">
                <Face name={member.name} photo={member.photo} size={22} kind="member" />
                {member.id === me.id ? t("matter.me", { name: member.name }) : member.name}
              </Group>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t("search.nothing")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
