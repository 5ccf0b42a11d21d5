/** Draws Block Kit: each block of a message, dialog or home tab. What it cannot draw is a grey box that names the kind. */
import type { ComponentType } from 'preact';
import { controlId, Element, Picture, Unknown } from './elements/element.tsx';
import { Icon } from './icons.tsx';
import { child, children, flag, type SlackJson, text, words } from './json.ts';
import { Mrkdwn, Plain, spoken, TextObject } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import { useSurface } from './surface.tsx';
import { Table } from './table.tsx';
import { actionId, blockId } from './values.ts';

interface BlockProps {
  block: SlackJson;
  id: string;
}

export function Blocks({ blocks }: { blocks: readonly SlackJson[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => {
        const type = text(block, 'type');
        const Drawn = KINDS[type];
        const id = blockId(block, index);
        return (
          <div key={id} class={`block block-${type}`}>
            {Drawn === undefined ? <Unknown what={`Block “${type}”`} /> : <Drawn block={block} id={id} />}
          </div>
        );
      })}
    </div>
  );
}

function Section({ block, id }: BlockProps) {
  const main = child(block, 'text');
  const accessory = child(block, 'accessory');
  const fields = children(block, 'fields');
  const beside = main === null ? '' : spoken(text(main, 'text')).slice(0, 120);
  return (
    <>
      <div class="section-words">
        {main !== null && <TextObject object={main} />}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <TextObject key={index} object={field} />
            ))}
          </div>
        )}
      </div>
      {accessory !== null && (
        <div class="accessory">
          <Element element={accessory} block={id} beside={beside} />
        </div>
      )}
    </>
  );
}

function Header({ block }: BlockProps) {
  return (
    <h3>
      <Plain source={words(block, 'text')} />
    </h3>
  );
}

function Context({ block }: BlockProps) {
  return (
    <>
      {children(block, 'elements').map((element, index) =>
        text(element, 'type') === 'image' ? (
          <Picture key={index} element={element} />
        ) : (
          <TextObject key={index} object={element} />
        ),
      )}
    </>
  );
}

function Actions({ block, id }: BlockProps) {
  return (
    <>
      {children(block, 'elements').map((element, index) => (
        <Element key={actionId(element, index)} element={element} block={id} index={index} />
      ))}
    </>
  );
}

function Input({ block, id }: BlockProps) {
  const surface = useSurface();
  const element = child(block, 'element');
  if (element === null) return <Unknown what="An input without an element" />;
  const control = controlId(surface.id, id, actionId(element, 0));
  const error = surface.errors[id];
  const hint = words(block, 'hint');
  const optional = flag(block, 'optional');
  const described = [error === undefined ? '' : `${control}-error`, hint === '' ? '' : `${control}-hint`].filter(
    Boolean,
  );
  return (
    <>
      <label class="label" id={`${control}-label`} for={control}>
        <Plain source={words(block, 'label')} />
        {optional && <span class="optional"> (optional)</span>}
      </label>
      <Element
        element={element}
        block={id}
        input={{
          labelId: `${control}-label`,
          describedBy: described.length === 0 ? undefined : described.join(' '),
          invalid: error !== undefined,
          required: !optional,
          dispatches: flag(block, 'dispatch_action'),
        }}
      />
      {error !== undefined && (
        <p class="field-error" id={`${control}-error`}>
          <Icon name="warning" size={15} /> {error}
        </p>
      )}
      {hint !== '' && (
        <p class="hint" id={`${control}-hint`}>
          <Plain source={hint} />
        </p>
      )}
    </>
  );
}

function Image({ block }: BlockProps) {
  const title = words(block, 'title');
  return (
    <figure>
      {title !== '' && <figcaption>{title}</figcaption>}
      <Picture element={block} />
    </figure>
  );
}

function Alert({ block }: BlockProps) {
  const level = text(block, 'level') || 'default';
  const said = child(block, 'text');
  return (
    <div class={`alert alert-${level}`} role="note">
      <Icon name={level === 'success' ? 'check' : 'warning'} />
      {said !== null && <TextObject object={said} />}
    </div>
  );
}

/** Standard markdown, as far as it looks like mrkdwn after its bold, links and headings were rewritten. */
function Markdown({ block }: BlockProps) {
  const source = text(block, 'text')
    .replace(/^#{1,6} +(.+)$/gm, '**$1**')
    .replace(/^(\s*)[-*] +/gm, '$1• ')
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, '<$2|$1>')
    .replace(/~~(.+?)~~/g, '~$1~')
    .replace(/\*\*(.+?)\*\*/g, '*$1*');
  return <Mrkdwn source={source} />;
}

const KINDS: Readonly<Record<string, ComponentType<BlockProps>>> = {
  section: Section,
  header: Header,
  context: Context,
  actions: Actions,
  divider: () => <hr />,
  input: Input,
  image: Image,
  rich_text: ({ block }) => <RichText block={block} />,
  alert: Alert,
  markdown: Markdown,
  table: ({ block }) => <Table block={block} />,
};
