/** Slack's `table` block. The first row is its heading, as Slack draws it. */
import { children, isJson, number, type SlackJson, text } from './json.ts';
import { RichText } from './rich-text.tsx';

export function Table({ block }: { block: SlackJson }) {
  const settings = children(block, 'column_settings');
  const rows = Array.isArray(block.rows) ? block.rows.filter(Array.isArray) : [];
  return (
    <div class="table-scroll">
      <table>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.filter(isJson).map((cell, column) => {
                const align = text(settings[column] ?? {}, 'align');
                const look = align === '' ? undefined : `align-${align}`;
                return at === 0 ? (
                  <th key={column} scope="col" class={look}>
                    <Cell cell={cell} />
                  </th>
                ) : (
                  <td key={column} class={look}>
                    <Cell cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: SlackJson }) {
  if (text(cell, 'type') === 'rich_text') return <RichText block={cell} />;
  return <>{text(cell, 'text') || (number(cell, 'value') ?? '')}</>;
}
