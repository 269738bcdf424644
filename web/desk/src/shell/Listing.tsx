import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";

interface Column<Item> {
  readonly name: string;
  readonly cell: (item: Item) => ReactNode;
  /** Holds buttons: at the end of the row, its name for readers of the screen only. */
  readonly acts?: boolean;
}

interface Props<Item> {
  readonly read: {
    readonly data: { readonly items: readonly Item[] } | undefined;
    readonly error: unknown;
    readonly refetch: () => void;
  };
  readonly columns: readonly Column<Item>[];
  /** What is said where there is nothing, with the next step. */
  readonly empty: ReactNode;
  readonly faded?: (item: Item) => boolean;
}

/** A list that is read at once, as a table; at phone width each row is a card. The first column says what the row is. */
export function Listing<Item extends { readonly id: string }>({ read, columns, empty, faded }: Props<Item>) {
  if (read.data === undefined)
    return read.error === null ? <Rows count={3} height={40} /> : <Failed error={read.error} retry={read.refetch} />;
  if (read.data.items.length === 0) return empty;
  // Roles are named because a row laid out as a card is no longer a row to the browser.
  return (
    <div className="table-box">
      <Table verticalSpacing={7} role="table">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map(({ name, acts }) => (
              <Table.Th key={name} role="columnheader">
                {acts === true ? <span className="for-readers">{name}</span> : name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {read.data.items.map((item) => (
            <Table.Tr key={item.id} role="row" data-faded={faded?.(item)}>
              {columns.map(({ name, cell, acts }) => (
                <Table.Td key={name} role="cell" data-label={acts === true ? undefined : name} data-acts={acts}>
                  {cell(item)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
