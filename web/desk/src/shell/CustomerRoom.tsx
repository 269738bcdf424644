import { useParams } from "@tanstack/react-router";
import { MattersOf } from "../conversations/MattersOf.tsx";
import { StartButton } from "../conversations/StartButton.tsx";
import { TalkButton } from "../conversations/TalkButton.tsx";
import { CustomerPage } from "../customers/CustomerPage.tsx";
import { useCan } from "./me.tsx";

/** The customer's page with what every room adds to it. */
export function CustomerRoom() {
  const { customerId } = useParams({ from: "/signed/customers/$customerId" });
  const reads = useCan("conversations.read");
  const replies = useCan("conversations.reply");
  return (
    <CustomerPage
      key={customerId}
      customerId={customerId}
      matters={reads ? <MattersOf customerId={customerId} /> : null}
      actions={
        replies && (
          <>
            <TalkButton customerId={customerId} />
            <StartButton customerId={customerId} />
          </>
        )
      }
    />
  );
}
