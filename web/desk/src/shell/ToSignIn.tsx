import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** Off to the sign-in page, once, and back here afterwards: the address is taken before the way there changes it. */
export function ToSignIn() {
  const navigate = useNavigate();
  const router = useRouter();
  const [next] = useState(() => router.state.location.href);
  useEffect(() => {
    void navigate({ to: "/sign-in", search: { next }, replace: true });
  }, [navigate, next]);
  return null;
}
