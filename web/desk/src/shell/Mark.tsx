/** The sign of the product: two strands that cross. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden>
      <title>Splot</title>
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-company-7)" />
      <g fill="none" strokeWidth="3.4" strokeLinecap="round">
        <path d="M10 5c0 9 12 9 12 22" stroke="#fff" />
        <path d="M22 5c0 5-3.6 7.3-6 9.6M10 27c0-4 1.2-6.4 3-8.3" stroke="#8fd3dc" />
      </g>
    </svg>
  );
}
