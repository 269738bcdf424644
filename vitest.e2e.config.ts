import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    globalSetup: ["server/test/global-setup.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine takes its time; what must be fast is measured in bench/.
    expect: { poll: { timeout: 15_000 } },
    passWithNoTests: false,
  },
});
