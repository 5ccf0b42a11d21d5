/** The page's own small drawings. All are decoration: the words beside them carry the meaning. */

const PATHS = {
  hash: 'M7.5 3.5 6 16.5M13.5 3.5 12 16.5M3.8 7.5h13M3.2 12.5h13',
  send: 'M3.5 4.2 17 10 3.5 15.8l1.4-5.1L11 10 4.9 9.3z',
  slash: 'M12.5 5.5 7.5 14.5M4.5 2.5h11a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2z',
  close: 'M5 5l10 10M15 5 5 15',
  eye: 'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.8V10l2.8 1.8',
  warning: 'M10 3 2.2 16.5h15.6zM10 8v4.2M10 14.3v.2',
  check: 'M4 10.5 8.2 15 16 5.5',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  chevron: 'M5 7.5l5 5 5-5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  down: 'M10 4v12M5 11l5 5 5-5',
} as const;

export function Icon({ name, size = 18 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? '2.6' : '1.6'}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The desk's mark: a calendar leaf with one slot taken. */
export function DeskMark({ size = 36 }: { size?: number }) {
  return (
    <svg class="desk-mark" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx="8" fill="#0b6e5b" />
      <rect x="7" y="9" width="22" height="19" rx="3.5" fill="#fff" />
      <path d="M7 14.5h22" stroke="#0b6e5b" stroke-width="2" />
      <path d="M13 6.5v5M23 6.5v5" stroke="#fff" stroke-width="2.6" stroke-linecap="round" />
      <rect x="10.5" y="17.5" width="6" height="3" rx="1.2" fill="#cfe5df" />
      <rect x="19.5" y="17.5" width="6" height="3" rx="1.2" fill="#cfe5df" />
      <rect x="10.5" y="22.5" width="6" height="3" rx="1.2" fill="#cfe5df" />
      <rect x="19.5" y="22.5" width="6" height="3" rx="1.2" fill="#f2a33a" />
    </svg>
  );
}
