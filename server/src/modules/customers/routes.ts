import * as contract from "../../../../contract/customers.ts";
import { serve } from "../../platform/http/serve.ts";
import { addIdentifier } from "./identifiers/add-identifier.ts";
import { blockedValues, blockValue, unblockValue } from "./identifiers/blocked-values.ts";
import { decideReview } from "./merging/decide-review.ts";
import { merge } from "./merging/merge.ts";
import { merges } from "./merging/merges.ts";
import { previewMerge } from "./merging/preview-merge.ts";
import { reopenReview } from "./merging/reopen-review.ts";
import { reviews } from "./merging/reviews.ts";
import { unmerge } from "./merging/unmerge.ts";
import { add } from "./people/add.ts";
import { change } from "./people/change.ts";
import { get } from "./people/get.ts";
import { list } from "./people/list.ts";
import { search } from "./people/search.ts";
import { timeline } from "./timeline/timeline.ts";

export const routes = [
  serve(contract.list, list),
  serve(contract.add, add),
  serve(contract.get, get),
  serve(contract.change, change),
  serve(contract.addIdentifier, addIdentifier),
  serve(contract.timeline, timeline),
  serve(contract.previewMerge, previewMerge),
  serve(contract.merge, merge),
  serve(contract.merges, merges),
  serve(contract.unmerge, unmerge),
  serve(contract.reviews, reviews),
  serve(contract.decideReview, decideReview),
  serve(contract.reopenReview, reopenReview),
  serve(contract.blockedValues, blockedValues),
  serve(contract.blockValue, blockValue),
  serve(contract.unblockValue, unblockValue),
  serve(contract.search, search),
];
