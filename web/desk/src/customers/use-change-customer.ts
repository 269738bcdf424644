import { useQueryClient } from "@tanstack/react-query";
import type { Customer } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { keyOf, useDo } from "../../../ui/src/query.ts";

type Patch = { name?: string; birthDate?: string | null; locale?: "pl" | "ro" | "en" };

/** Correct a customer's own data; shown at once, undone on screen after a refusal. */
export function useChangeCustomer(): (customer: Customer, patch: Patch) => void {
  const cache = useQueryClient();
  const change = useDo(customers.change, {
    before: ({ customerId, version: _, ...patch }) => {
      const key = keyOf(customers.get, { customerId });
      const before = cache.getQueryData<Customer>(key);
      if (before === undefined) return undefined;
      cache.setQueryData(key, { ...before, ...patch });
      return () => cache.setQueryData(key, before);
    },
    done: (customer) => {
      cache.setQueryData(keyOf(customers.get, { customerId: customer.id }), customer);
      void cache.invalidateQueries({ queryKey: [customers.list.id] });
    },
    failed: (error, { customerId }) => {
      toldRefusal(error);
      void cache.invalidateQueries({ queryKey: keyOf(customers.get, { customerId }) });
    },
  });
  return (customer, patch) => change.run({ customerId: customer.id, version: customer.version, ...patch });
}
