/** Keeps a list beside the thing that opened it, above everything else, also inside a dialog that scrolls. */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const GAP = 4;
const EDGE = 8;

export interface Floating {
  /** As wide as the anchor, instead of as wide as its content. */
  wide?: boolean;
  /** Lines up with the anchor's right edge. */
  end?: boolean;
}

/** Shows `list` (an element with `popover="manual"`) under `anchor`, or over it where there is more room. */
export function useFloating(
  anchor: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  open: boolean,
  { wide = false, end = false }: Floating = {},
): void {
  useLayoutEffect(() => {
    const at = anchor.current;
    const box = list.current;
    if (!open || at === null || box === null) return;
    box.showPopover();
    const place = () => {
      const edge = at.getBoundingClientRect();
      const below = innerHeight - edge.bottom - GAP - EDGE;
      const above = edge.top - GAP - EDGE;
      const up = below < Math.min(box.scrollHeight, 260) && above > below;
      box.style.maxHeight = `${Math.min(up ? above : below, 440)}px`;
      if (wide) box.style.width = `${edge.width}px`;
      const left = end ? edge.right - box.offsetWidth : edge.left;
      box.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - box.offsetWidth - EDGE))}px`;
      box.style.top = up ? `${edge.top - GAP - box.offsetHeight}px` : `${edge.bottom + GAP}px`;
    };
    place();
    const resized = new ResizeObserver(place);
    resized.observe(box);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      resized.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
      if (box.isConnected) box.hidePopover();
    };
  }, [open, wide, end, anchor, list]);
}
