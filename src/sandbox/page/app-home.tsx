/** The app's home tab, as the app published it for the reader. */
import { Blocks } from './blocks.tsx';
import { DeskMark } from './icons.tsx';
import { children, type SlackJson, text } from './json.ts';
import { useReader } from './reader.tsx';
import { send } from './stream.ts';
import { SurfaceArea, useMadeSurface } from './surface.tsx';

export function AppHome() {
  const { snapshot } = useReader();
  if (snapshot.home !== null) return <Home view={snapshot.home} />;
  return (
    <div class="home home-empty">
      <DeskMark size={56} />
      <p>{snapshot.app.name} has not filled this tab yet.</p>
    </div>
  );
}

function Home({ view }: { view: SlackJson }) {
  const me = useReader().snapshot.me.id;
  const id = text(view, 'id') || 'home';
  const blocks = children(view, 'blocks');
  const surface = useMadeSurface(`H${id}`, blocks, {}, (action, values) =>
    send({ kind: 'press-view', as: me, viewId: id, action, values }),
  );
  return (
    <div class="home">
      <SurfaceArea surface={surface}>
        <Blocks blocks={blocks} />
      </SurfaceArea>
    </div>
  );
}
