import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconMessages, IconSearch, IconUser } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { useCan } from "./me.tsx";

/** ⌘K: people and matters by name, address, phone in any form, number. */
export function Search() {
  const allowed = useCan("customers.read");
  return allowed ? <Palette /> : null;
}

function Palette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query.trim(), 120);
  const hits = useRead(
    customers.search,
    { q: asked },
    { enabled: asked !== "", placeholderData: (before) => before, staleTime: 5000 },
  );
  const items = asked === "" ? [] : (hits.data?.items ?? []);
  return (
    <Spotlight.Root
      attributes={{ content: { "aria-label": t("search.placeholder") } }}
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K", "/"]}
      scrollable
      maxHeight={420}
      centered={false}
      overlayProps={{ backgroundOpacity: 0.28, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={t("search.placeholder")}
        aria-label={t("search.placeholder")}
        leftSection={<IconSearch size={18} stroke={1.7} />}
      />
      <Spotlight.ActionsList>
        {items.map((hit) => (
          <Spotlight.Action
            key={`${hit.kind}-${hit.id}`}
            className="search-hit"
            onClick={() =>
              hit.kind === "customer"
                ? navigate({ to: "/customers/$customerId", params: { customerId: hit.id } })
                : navigate({
                    to: "/inbox/$view/$customerId/$matterId",
                    params: { view: "all", customerId: hit.customerId, matterId: hit.id },
                  })
            }
          >
            {hit.kind === "customer" ? <IconUser size={18} stroke={1.6} /> : <IconMessages size={18} stroke={1.6} />}
            <span className="search-words">
              <Text size="sm" fw={550} truncate>
                {hit.title}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {hit.detail}
              </Text>
            </span>
            <Time at={hit.at} className="search-time" />
          </Spotlight.Action>
        ))}
        {items.length === 0 && (
          <Spotlight.Empty>
            {asked === "" ? t("search.hint") : hits.isFetching ? t("common.loading") : t("search.nothing")}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
