import { Modal, Text } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { told, toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../../ui/src/query.ts";
import { CustomerChoice } from "../../customers/CustomerChoice.tsx";
import { useCustomerName } from "../../customers/name.ts";
import { useReadMatters } from "./use-join.ts";

/** Give the matter to the customer it really belongs to. */
export function MoveDialog({ detail, close }: { detail: MatterDetail; close: () => void }) {
  const { t } = useTranslation();
  const { matter, customer } = detail;
  const { view } = useParams({ from: "/signed/inbox/$view" });
  const navigate = useNavigate();
  const nameOf = useCustomerName();
  const readAgain = useReadMatters();
  const goTo = (moved: conversations.Matter) => {
    readAgain();
    void navigate({
      to: "/inbox/$view/$customerId/$matterId",
      params: { view, customerId: moved.customerId, matterId: moved.id },
      search: (before) => before,
      replace: true,
    });
  };
  const back = useDo(conversations.move, { done: goTo, failed: toldRefusal });
  const move = useDo(conversations.move, {
    done: (moved) => {
      close();
      goTo(moved);
      const undo = () =>
        back.run({ customerId: moved.customerId, matterId: moved.id, toCustomerId: matter.customerId });
      told(t("matter.moved_toast", { number: moved.number }), undo);
    },
    failed: toldRefusal,
  });
  return (
    <Modal opened onClose={close} title={t("matter.move")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("matter.move_hint", { name: nameOf(customer) })}
      </Text>
      <CustomerChoice
        except={customer.id}
        pick={(toCustomerId) => move.run({ customerId: matter.customerId, matterId: matter.id, toCustomerId })}
      />
    </Modal>
  );
}
