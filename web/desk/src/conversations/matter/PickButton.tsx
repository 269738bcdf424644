import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ComponentPropsWithRef, ReactNode } from "react";

type Props = UnstyledButtonProps &
  Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps> & {
    readonly what: string;
    readonly value: string;
    readonly children?: ReactNode;
  };

/** A quiet button that shows a value and opens the choice of another. `what` names the value for readers of the screen. */
export function PickButton({ what, value, children, ...button }: Props) {
  return (
    <UnstyledButton {...button} className="pick-button" title={what}>
      <span className="for-readers">{what}:</span>
      {children}
      <span className="pick-value">{value}</span>
      {button.disabled !== true && <IconChevronDown size={13} aria-hidden />}
    </UnstyledButton>
  );
}
