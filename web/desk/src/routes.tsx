import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { z } from "zod";
import { Channel, InboxOrder, InboxView, MatterState } from "../../../contract/conversations.ts";
import { ByNumber } from "./conversations/ByNumber.tsx";
import { Inbox } from "./conversations/inbox/Inbox.tsx";
import { Nobody } from "./conversations/inbox/Nobody.tsx";
import { lastView } from "./conversations/last-view.ts";
import { MatterPane } from "./conversations/matter/MatterPane.tsx";
import { settingsPages } from "./settings-pages.ts";
import { Broken, Missing } from "./shell/Broken.tsx";
import { Home } from "./shell/Home.tsx";
import { Signed } from "./shell/Signed.tsx";
import { SignIn } from "./staff/SignIn.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Broken });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: z.object({ next: z.string().optional().catch(undefined) }),
  component: SignIn,
});
const owner = createRoute({
  getParentRoute: () => root,
  path: "/owner",
  component: lazyRouteComponent(() => import("./staff/Owner.tsx"), "Owner"),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(() => import("./staff/Reset.tsx"), "Reset"),
});
const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: lazyRouteComponent(() => import("./staff/SetPassword.tsx"), "SetPassword"),
});

const signed = createRoute({ getParentRoute: () => root, id: "signed", component: Signed });
const home = createRoute({ getParentRoute: () => signed, path: "/", component: Home });

const inbox = createRoute({
  getParentRoute: () => signed,
  path: "/inbox/$view",
  params: {
    parse: ({ view }) => ({ view: InboxView.catch("all").parse(view) }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: z.object({
    state: z
      .union([MatterState, z.literal("any")])
      .optional()
      .catch(undefined),
    channel: Channel.optional().catch(undefined),
    order: InboxOrder.optional().catch(undefined),
    panel: z.literal("customer").optional().catch(undefined),
  }),
  component: Inbox,
});
const inboxHome = createRoute({
  getParentRoute: () => signed,
  path: "/inbox",
  beforeLoad: () => {
    throw redirect({ to: "/inbox/$view", params: { view: lastView() }, replace: true });
  },
});
const none = createRoute({ getParentRoute: () => inbox, path: "/", component: Nobody });
const matter = createRoute({ getParentRoute: () => inbox, path: "/$customerId/$matterId", component: MatterPane });
const byNumber = createRoute({ getParentRoute: () => signed, path: "/m/$number", component: ByNumber });

const customers = createRoute({
  getParentRoute: () => signed,
  path: "/customers",
  validateSearch: z.object({
    q: z.string().optional().catch(undefined),
    anonymous: z.boolean().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./customers/CustomersPage.tsx"), "CustomersPage"),
});
const customer = createRoute({
  getParentRoute: () => signed,
  path: "/customers/$customerId",
  validateSearch: z.object({ tab: z.enum(["matters", "audit"]).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./shell/CustomerRoom.tsx"), "CustomerRoom"),
});
const reviews = createRoute({
  getParentRoute: () => signed,
  path: "/reviews",
  component: lazyRouteComponent(() => import("./customers/Reviews.tsx"), "Reviews"),
});

const settings = createRoute({
  getParentRoute: () => signed,
  path: "/settings",
  component: lazyRouteComponent(() => import("./shell/Settings.tsx"), "Settings"),
});
const settingsHome = createRoute({ getParentRoute: () => settings, path: "/", component: () => null });
const settingsPage = createRoute({
  getParentRoute: () => settings,
  path: "/$page",
  params: {
    parse: ({ page }) => ({ page: z.enum(settingsPages).catch("profile").parse(page) }),
    stringify: ({ page }) => ({ page }),
  },
  component: lazyRouteComponent(() => import("./shell/SettingsPage.tsx"), "SettingsPage"),
});

const tree = root.addChildren([
  signIn,
  owner,
  reset,
  password,
  signed.addChildren([
    home,
    inboxHome,
    inbox.addChildren([none, matter]),
    byNumber,
    customers,
    customer,
    reviews,
    settings.addChildren([settingsHome, settingsPage]),
  ]),
]);

/** Every address of the desk. */
export const router = createRouter({ routeTree: tree, defaultPreload: false, scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
