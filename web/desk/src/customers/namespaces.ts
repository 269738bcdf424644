import {
  IconBrandFacebook,
  IconBrandInstagram,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconCookie,
  IconCreditCard,
  IconDeviceLaptop,
  IconMail,
  IconPhone,
  IconUser,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Namespace } from "../../../../contract/customers.ts";

/** The sign of each kind of identifier. */
export const namespaceIcons: Record<Namespace, TablerIcon> = {
  user: IconUser,
  card: IconCreditCard,
  email: IconMail,
  phone: IconPhone,
  whatsapp: IconBrandWhatsapp,
  telegram: IconBrandTelegram,
  facebook: IconBrandFacebook,
  instagram: IconBrandInstagram,
  anonymous: IconCookie,
  device: IconDeviceLaptop,
};

/** Machine ids that mean nothing to a person: counted, not shown. */
export const isMachineId = (ns: Namespace): boolean => ns === "device" || ns === "anonymous";
