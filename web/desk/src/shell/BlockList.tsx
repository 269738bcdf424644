import { ActionIcon, Button, Group } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Listing } from "./Listing.tsx";
import { Part } from "./Part.tsx";

type List<Item extends { readonly id: string }> = ComponentProps<typeof Listing<Item>>;

interface Props<Item extends { readonly id: string }> extends Pick<List<Item>, "read" | "columns" | "empty"> {
  readonly title: string;
  readonly hint: string;
  /** The fields by which more is blocked, and what sends them. */
  readonly fields: ReactNode;
  readonly block: () => void;
  readonly pending: boolean;
  readonly nameOf: (item: Item) => string;
  readonly unblock: (item: Item) => void;
}

/** What is blocked, the form to block more, and per row the way out again. */
export function BlockList<Item extends { readonly id: string }>(props: Props<Item>) {
  const { title, hint, fields, block, pending, read, columns, empty, nameOf, unblock } = props;
  const { t } = useTranslation();
  const out = (item: Item) => (
    <ActionIcon aria-label={t("blocked.unblock", { value: nameOf(item) })} onClick={() => unblock(item)}>
      <IconTrash size={16} />
    </ActionIcon>
  );
  return (
    <Part title={title} hint={hint}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          block();
        }}
      >
        <Group align="flex-end" gap="sm" mb="md">
          {fields}
          <Button type="submit" variant="default" loading={pending}>
            {t("blocked.block")}
          </Button>
        </Group>
      </form>
      <Listing read={read} empty={empty} columns={[...columns, { name: t("common.actions"), acts: true, cell: out }]} />
    </Part>
  );
}
