import "./events.ts";
import type { Room } from "../../platform/house.ts";
import { authenticateDevice } from "./devices/authenticate-device.ts";
import { devicePresence } from "./devices/presence.ts";
import { judgeTask } from "./identifiers/judge-identifiers.ts";
import { forgetOldTask } from "./intake/forget-old.ts";
import { intakeProtocol } from "./intake/protocol.ts";
import { replayTask } from "./intake/replay.ts";
import { intakeRoutes } from "./intake/routes.ts";
import { settleTask } from "./merging/settle-task.ts";
import { canonicalsOf } from "./people/canonicals-of.ts";
import { leavesOf } from "./people/leaves-of.ts";
import { searchCustomers } from "./people/search.ts";
import { routes } from "./routes.ts";

export { enterDevice } from "./devices/enter-device.ts";
export { issueCode } from "./devices/issue-code.ts";
export { leaveDevice } from "./devices/leave-device.ts";
export { ownWords } from "./devices/own-words.ts";
export { devicePresence, devicesOf } from "./devices/presence.ts";
export { redeemCode } from "./devices/redeem-code.ts";
export { siteOfDevice } from "./devices/site-of-device.ts";
export { provedOn, typedUnderProved, visibleLeaves } from "./devices/visible-leaves.ts";
export { claim } from "./identifiers/claim.ts";
export { identifiersOfLeaves } from "./identifiers/identifiers-of.ts";
export { leafForContact } from "./identifiers/leaf-for-contact.ts";
export { leafOf } from "./identifiers/leaf-of.ts";
export { normalise, readIdentifier } from "./identifiers/normalise.ts";
export { type Proof, prove } from "./identifiers/prove.ts";
export { suggestionsOf } from "./identifiers/suggestions-of.ts";
export { addSource, writeKeyOfSite } from "./intake/sources.ts";
export { linesOf } from "./people/lines-of.ts";
export { localeOf } from "./people/locale-of.ts";
export { lockPerson } from "./people/lock-person.ts";
export { newLeaf } from "./people/new-leaf.ts";
export { setTrait } from "./people/set-trait.ts";
export { touch } from "./people/touch.ts";
export { authenticateDevice, canonicalsOf, leavesOf };

export const customers: Room = {
  name: "customers",
  routes: [...routes, ...intakeRoutes],
  tasks: [settleTask, judgeTask, forgetOldTask, replayTask],
  contribution: {
    room: "customers",
    leaves: async (ctx, leafId) => ((await canonicalsOf(ctx, [leafId])).has(leafId) ? leavesOf(ctx, leafId) : []),
    search: searchCustomers,
  },
  protocol: intakeProtocol,
  authenticate: authenticateDevice,
  presence: devicePresence,
  topics: { customer: "customers.read", reviews: "customers.merge", rejected: "intake.manage" },
};
