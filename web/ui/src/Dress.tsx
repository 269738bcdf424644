import "./mantine.css";
import "./styles.css";
import "./parts/parts.css";
import "./thread/thread.css";
import { MantineProvider } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import type { QueryClient } from "@tanstack/react-query";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { cssVariables, theme } from "./theme.ts";

/** In the corner, where they cover nothing that is being written; on a phone at the top. */
function Toasts() {
  const phone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  return <Notifications position={phone ? "top-center" : "bottom-right"} limit={3} containerWidth={310} zIndex={260} />;
}

/** Dresses an app: theme, light or dark as the system has it until chosen, cache of reads, toasts. */
export function Dress({ cache, children }: { cache: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={cache}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Toasts />
        {children}
      </MantineProvider>
    </QueryClientProvider>
  );
}
