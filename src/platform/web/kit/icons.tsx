import type { ReactNode } from 'react';

/**
 * Line pictures drawn for Lianan on a 24-unit field: signs of the interface, and pictures that stand beside the
 * words of a kind of matter. A picture never stands alone: its word is beside it or in a label.
 */
const SIGNS = {
  report: 'M4 4v17M4 5h11l-1.5 3.5L15 12H4M18 15v6M15 18h6',
  follow: 'M12 3a9 9 0 1 0 9 9M12 7v5l3 2M17 3h4v4',
  figures: 'M4 20h16M7 20v-7M12 20V5M17 20v-11',
  calendar: 'M4 5h16v16H4zM4 10h16M8 3v4M16 3v4M8 14h2M14 14h2M8 17.5h2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c1-5 4-7 8-7s7 2 8 7',
  charter: 'M6 3h10l3 3v15H6zM9 9h7M9 13h7M9 17h4',
  tasks: 'M4 6l2 2 3-4M4 14l2 2 3-4M12 6h8M12 14h8M4 21h16',
  nearby: 'M12 21s7-6 7-11a7 7 0 1 0-14 0c0 5 7 11 7 11ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  locate: 'M12 2v4M12 18v4M2 12h4M18 12h4M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  phone: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3c0 2-1 3-3 3A15 15 0 0 1 3 6c0-2 1-3 3-3Z',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l5 5',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 13l4 4L19 7',
  warning: 'M12 4 2.5 20h19ZM12 10v4M12 17v.5',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8v.5',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8Z',
  text: 'M3 20 8.5 5 14 20M5 15h7M15 20l3-8 3 8M16 17.5h4',
  lock: 'M6 11h12v10H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2',
  eye: 'M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  door: 'M6 21V3h12v18M3 21h18M14 12v.5',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4ZM10 21h4',
  empty: 'M3 13l3-8h12l3 8v7H3zM3 13h5l1.5 3h5L16 13h5',
  send: 'M3 11 21 3l-7 18-3-7ZM11 14 21 3',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  /* pictures of kinds */
  hazard: 'M12 4 2.5 20h19ZM12 10v4M12 17v.5',
  incident: 'M12 3v5M12 21a6 6 0 0 0 6-6v-1H6v1a6 6 0 0 0 6 6ZM5 6 7 8M19 6l-2 2M3 21h18',
  dispute: 'M3 5h11v8H8l-3 3v-3H3zM17 9h4v8h-2v3l-3-3h-6v-1',
  help: 'M12 20s-8-5-8-11a4.5 4.5 0 0 1 8-2.8A4.5 4.5 0 0 1 20 9c0 6-8 11-8 11Z',
  suggestion: 'M9 18h6M10 21h4M8.5 15a6 6 0 1 1 7 0l-.5 3h-6Z',
  fire: 'M12 21a6 6 0 0 0 6-6c0-4-3-6-4-11-3 2-3.5 5-3.5 7C9 10.5 8.5 9.5 8.5 8.5 7 10.5 6 12.5 6 15a6 6 0 0 0 6 6Z',
  gas: 'M8 8h8v13H8zM10 8V5h4v3M9 3h6M8 13h8',
  electric: 'M13 2 5 14h6l-1 8 8-12h-6Z',
  road: 'M7 3 4 21M17 3l3 18M12 4v3M12 10.5v3M12 17v3',
  water: 'M12 3s7 7.5 7 12a7 7 0 0 1-14 0c0-4.5 7-12 7-12ZM9 15a3 3 0 0 0 3 3',
  building: 'M5 21V4h9v17M14 9h5v12M8 8h3M8 12h3M8 16h3M3 21h18',
  light: 'M12 21V9M8 21h8M5 9h14l-3-6H8Z',
  rubbish: 'M5 7h14M9 7V4h6v3M7 7l1 14h8l1-14M10.5 11v6M13.5 11v6',
  tree: 'M12 21v-6M12 15a5 5 0 0 1-5-5c-1-4 2-7 5-7s6 3 5 7a5 5 0 0 1-5 5ZM8 21h8',
  noise: 'M4 9h4l5-4v14l-5-4H4zM16 9c1.5 1.5 1.5 4.5 0 6M19 6c3 3 3 9 0 12',
  neighbours: 'M3 20v-8l5-4 5 4v8zM13 14l3-3 5 4v5h-8M7 20v-4h2v4',
  labour: 'M4 18a8 8 0 0 1 16 0ZM10 10V5h4v5M2 18h20',
  family:
    'M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM17 11a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM2.5 20c.5-5 2.5-7 5.5-7s5 2 5.5 7M14.5 15c3-1.5 6 0 7 5',
  medical: 'M4 8h16v12H4zM9 8V4h6v4M12 11v6M9 14h6',
  traffic: 'M4 16v-3l2-6h12l2 6v3ZM4 13h16M7 16v3M17 16v3',
  school: 'M2 9l10-5 10 5-10 5ZM6 11v5c3 3 9 3 12 0v-5M22 9v6',
  shop: 'M4 10v11h16V10M3 10l2-6h14l2 6ZM9 21v-6h6v6',
  theft: 'M6 11h12v10H6zM8.5 11V8a3.5 3.5 0 0 1 6.5-1.8M12 15v2',
  assault: 'M12 3l1.8 5.2L19 7l-3 4.4L20 16l-5.6-.6L12 21l-2.4-5.6L4 16l4-4.6L5 7l5.2 1.2z',
  damage: 'M4 4h16v16H4zM12 4l-2 6 4 3-3 7',
  disorder: 'M5 8c2-3 5-3 7 0s5 3 7 0M5 13c2-3 5-3 7 0s5 3 7 0M5 18c2-3 5-3 7 0s5 3 7 0',
  missing: 'M10 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15 15l6 6M10 8v3M10 13v.5',
  elder: 'M11 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 21l1-7-2-2 1-4h4l3 5M13 14l2 7M18 12v9',
  other: 'M5 12v.1M12 12v.1M19 12v.1',
} as const;

export type SignName = keyof typeof SIGNS;

/** Whether a picture of that name is drawn; a kind's data may name one that is not. */
export const hasSign = (name: string): name is SignName => Object.hasOwn(SIGNS, name);

/** One sign; silent for screen readers unless it is given a label. */
export function Sign({ name, label, filled }: { name: SignName; label?: string; filled?: boolean }): ReactNode {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a label, or is hidden beside words that say the same
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'other' ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={SIGNS[name]} />
    </svg>
  );
}

/** The picture of a kind of matter: its own, else that of its code's last part, else of its group. */
export function KindSign({ code, picture }: { code: string; picture?: string | null | undefined }): ReactNode {
  const [group = '', last = ''] = code.split('.');
  const name = [picture ?? '', last, group].find((one) => hasSign(one));
  return <Sign name={name !== undefined && hasSign(name) ? name : 'other'} />;
}

/** The mark: two linked rings under one roof, for "joined" and "safe". */
export function Mark({ size = 32 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <rect width="48" height="48" rx="11" fill="#0f5a66" />
      <path
        d="M9 20 24 9l15 11"
        fill="none"
        stroke="#ffd28a"
        strokeWidth="3.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="18.5" cy="29" r="7.5" fill="none" stroke="#fff" strokeWidth="3.6" />
      <path d="M25.5 22.8a7.5 7.5 0 1 1-1.3 11" fill="none" stroke="#fff" strokeWidth="3.6" strokeLinecap="round" />
    </svg>
  );
}
