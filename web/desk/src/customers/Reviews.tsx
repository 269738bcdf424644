import "./customers.css";
import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconArrowsJoin } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Review } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, usePages } from "../../../ui/src/query.ts";
import { useTopics } from "../../../ui/src/use-live.tsx";
import { Page } from "../shell/Page.tsx";
import { MergeDialog } from "./MergeDialog.tsx";
import { useCustomerName } from "./name.ts";
import { useReadPeople } from "./use-merge.ts";

const states = ["open", "joined", "kept_apart"] as const;

/** Merges that a rule stopped; a person looks at both and decides. */
export function Reviews() {
  const { t } = useTranslation();
  const [state, setState] = useState<Review["state"]>("open");
  const list = usePages(customers.reviews, { state });
  useTopics("reviews");
  return (
    <Page title={t("reviews.title")} hint={t("reviews.hint")}>
      <SegmentedControl
        mb="md"
        aria-label={t("reviews.state")}
        value={state}
        onChange={(next) => setState(states.find((known) => known === next) ?? "open")}
        data={states.map((value) => ({ value, label: t(`reviews.states.${value}`) }))}
      />
      {list.isPending && <Rows count={4} height={72} />}
      {list.isError && list.items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && list.items.length === 0 && (
        <Nothing
          icon={<IconArrowsJoin size={34} stroke={1.2} />}
          title={t(`reviews.empty.${state}`)}
          hint={t("reviews.empty_hint")}
        />
      )}
      <ul className="reviews">
        {list.items.map((review) => (
          <ReviewLine key={review.id} review={review} />
        ))}
      </ul>
      <More list={list} />
    </Page>
  );
}

function ReviewLine({ review }: { review: Review }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const readAgain = useReadPeople();
  const [comparing, setComparing] = useState(false);
  const decide = useDo(customers.decideReview, {
    done: (decided) => {
      readAgain();
      const undo = () => reopen.run({ reviewId: decided.id });
      told(t(`reviews.toast.${decided.state === "joined" ? "joined" : "kept_apart"}`), undo);
    },
    failed: toldRefusal,
  });
  const reopen = useDo(customers.reopenReview, { done: readAgain, failed: toldRefusal });
  return (
    <li className="review">
      <div className="review-who">
        {[review.a, review.b].map((customer, index) => (
          <span key={customer.id}>
            {index === 1 && <span className="review-and">{t("reviews.and")}</span>}
            <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
              {nameOf(customer)}
            </Link>
          </span>
        ))}
        <Time at={review.at} className="customer-row-soft" />
      </div>
      <p className="section-none">
        {t("reviews.why", {
          value: review.value,
          reason: t(`reviews.reason.${review.reason}`, { defaultValue: review.reason.replaceAll("_", " ") }),
        })}
      </p>
      {review.state === "open" && (
        <Group gap="xs" mt={6}>
          <Button size="xs" variant="default" onClick={() => setComparing(true)}>
            {t("reviews.compare")}
          </Button>
          <Button
            size="xs"
            loading={decide.pending}
            onClick={() => decide.run({ reviewId: review.id, decision: "joined" })}
          >
            {t("reviews.join")}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={decide.pending}
            onClick={() => decide.run({ reviewId: review.id, decision: "kept_apart" })}
          >
            {t("reviews.keep_apart")}
          </Button>
        </Group>
      )}
      {comparing && <MergeDialog into={review.a.id} other={review.b.id} close={() => setComparing(false)} />}
    </li>
  );
}
