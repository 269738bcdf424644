type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb | null => {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim())?.[1];
  if (digits === undefined) return null;
  const full = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
};

const print = (rgb: Rgb): string => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;

const luminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [one, other].map((hex) => luminance(parse(hex) ?? [0, 0, 0])).sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** White or black, whichever can be read on this ground: at least 4.5 to 1 on any. */
export const textOn = (ground: string): string => (contrast("#ffffff", ground) >= 4.5 ? "#ffffff" : "#000000");

/** The colour itself where it can be read on the ground (4.5 to 1), else the nearest shade towards black or white. */
export function readable(colour: string, ground: string): string {
  const from = parse(colour) ?? [0, 0, 0];
  const to = textOn(ground) === "#ffffff" ? 255 : 0;
  for (let step = 0; step < 20; step += 1) {
    const shade = print(from.map((c) => c + ((to - c) * step) / 20) as unknown as Rgb);
    if (contrast(shade, ground) >= 4.5) return shade;
  }
  return print([to, to, to]);
}

/** The company's colour as `#rrggbb`; the house's own when it is none. */
export const accentOf = (given: string): string => print(parse(given) ?? [0x17, 0x70, 0x7e]);
