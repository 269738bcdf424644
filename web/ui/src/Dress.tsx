import "./mantine.css";
import "./styles.css";
import "./parts/parts.css";
import "./thread/thread.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { QueryClient } from "@tanstack/react-query";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { cssVariables, theme } from "./theme.ts";

/** Dresses an app: theme, light or dark as the system has it until chosen, cache of reads, toasts. */
export function Dress({ cache, children }: { cache: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={cache}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-center" limit={3} autoClose={6000} containerWidth={400} />
        {children}
      </MantineProvider>
    </QueryClientProvider>
  );
}
