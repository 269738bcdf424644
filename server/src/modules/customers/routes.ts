import type { Route } from "../../platform/http/serve.ts";

export const routes: readonly Route[] = [];
