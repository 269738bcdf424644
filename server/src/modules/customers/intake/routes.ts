import * as contract from "../../../../../contract/intake.ts";
import { serve } from "../../../platform/http/serve.ts";
import { dismissRejected, rejected } from "./rejected.ts";
import { replayRejected } from "./replay.ts";
import { addSource, changeSource, sources } from "./sources.ts";
import { dismissRejectedOf, rejectedTotals } from "./totals.ts";

export const intakeRoutes = [
  serve(contract.sources, sources),
  serve(contract.addSource, (ctx, input) => addSource(ctx, input)),
  serve(contract.changeSource, changeSource),
  serve(contract.rejected, rejected),
  serve(contract.dismissRejected, dismissRejected),
  serve(contract.rejectedTotals, rejectedTotals),
  serve(contract.replayRejected, replayRejected),
  serve(contract.dismissRejectedOf, dismissRejectedOf),
];
