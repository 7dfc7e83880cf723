import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Row } from '../protocol.ts';

/** A console table whose columns are the rows' own fields. */
export function Rows({
  header,
  rows,
  cell,
}: {
  header: ReactNode;
  rows: readonly Row[];
  cell?: (row: Row, field: string) => ReactNode;
}) {
  const fields = Object.keys(rows[0] ?? { Name: '' });
  return (
    <Table<Row>
      header={header}
      items={rows}
      columnDefinitions={fields.map((field) => ({
        id: field,
        header: field,
        cell: (row) => (cell === undefined ? row[field] : cell(row, field)),
      }))}
      empty="Nothing here"
    />
  );
}
