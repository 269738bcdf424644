import { expect, test } from "vitest";
import { checkPassword, hashPassword, wordsOf } from "./password.ts";

const known = wordsOf({ name: "Żaneta Kowalska", email: "zaneta.k@sklep.example" });

test.each(["lampa nad stołem", "korekt batería horse", "Kowalska i trzy inne koty", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵"])(
  "takes %s",
  async (password) => {
    const stored = await hashPassword(password, known);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(stored, password)).toBe(true);
    expect(await checkPassword(stored, `${password}x`)).toBe(false);
  },
);

test.each([
  "lampa nad",
  "aaaaaaaaaaaaa",
  "1234567890",
  "Qwertyuiop1",
  "Password123!",
  "Kowalska1!!",
  "zxcvbnm12345",
  "haslohaslo1",
])("refuses %s", async (password) => {
  await expect(hashPassword(password, known)).rejects.toMatchObject({ code: "password_too_weak" });
});

test("nobody's password is never right", async () => {
  expect(await checkPassword(null, "nobody has this password")).toBe(false);
});
