import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/**
 * The company's image in one place: name, colours, radius, type. It dresses every screen.
 */
export const brand = {
  product: "Splot",
  primary: "#17707e",
  radius: 6,
  font: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  mono: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
} as const;

const company: MantineColorsTuple = [
  "#edf6f7",
  "#d9ecee",
  "#b3dade",
  "#86c4cc",
  "#5cadb8",
  "#3c96a3",
  "#24808e",
  "#17707e",
  "#0f5a66",
  "#0a434d",
];
const night: MantineColorsTuple = [
  "#dde1e6",
  "#bcc3cc",
  "#98a2ad",
  "#6b7683",
  "#454e59",
  "#323942",
  "#262c34",
  "#1a1e24",
  "#14171c",
  "#0e1013",
];
const day: MantineColorsTuple = [
  "#f8f9fa",
  "#f1f3f5",
  "#e6e9ec",
  "#d8dde2",
  "#c3cad1",
  "#9aa4ae",
  "#6a7580",
  "#4a545e",
  "#333b44",
  "#1b2128",
];

/** Where menus and lists of choices open; every screen that has some renders it within its landmark. */
export const LAYERS = "#layers";

export const theme = createTheme({
  primaryColor: "company",
  primaryShade: 7,
  colors: { company, dark: night, gray: day },
  black: "#1b2128",
  fontFamily: brand.font,
  fontFamilyMonospace: brand.mono,
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.5" },
  headings: {
    fontFamily: brand.font,
    fontWeight: "640",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.3" },
      h2: { fontSize: "1.125rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: brand.radius,
  respectReducedMotion: true,
  autoContrast: true,
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, portalProps: { target: LAYERS } } },
    Modal: {
      defaultProps: { centered: true, transitionProps: { duration: 120 } },
      styles: { title: { fontWeight: 640, fontSize: "1rem" } },
    },
    // The placeholder is a child that a menu may not have (ARIA 1.2); without it the first choice has the focus.
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false } },
    // What opens over a screen is of that screen: it lies inside its landmark, at `Layers`.
    Popover: {
      defaultProps: { shadow: "md", transitionProps: { duration: 80 }, portalProps: { target: LAYERS } },
    },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 550 } },
  },
});

/** Mantine's dimmed greys are below 4.5 : 1 on our surfaces; these are not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5c6670",
    "--mantine-color-placeholder": "#6a7580",
    "--mantine-color-error": "#c22a2a",
  },
  dark: {
    "--mantine-color-dimmed": "#a3adb8",
    "--mantine-color-placeholder": "#8a95a1",
    "--mantine-color-error": "#ff8787",
  },
});
