import { Dropdown, Input, Layout, Button as Press, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Bell } from '../../capabilities/notices/notices.web.tsx';
import { postName } from '../../platform/identity/screens/posts.words.ts';
import { useMe } from '../../platform/identity/screens/signedIn.tsx';
import { useSignOut } from '../../platform/identity/screens/signOut.ts';
import { Mark, Sign } from '../../platform/web/kit/icons.tsx';
import { LanguageSwitch, LargeTextSwitch } from '../../platform/web/switches.tsx';
import { useLanguage, useText, useWords } from '../../platform/web/words.ts';
import { deskWords } from './desk.words.ts';

/** The bar on top: where I am, find a matter, in which posts I act, language, way out. */
export function DeskHeader({ onMenu, onPalette }: { onMenu: () => void; onPalette: () => void }): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const language = useLanguage();
  const me = useMe();
  const signOut = useSignOut();
  const [, go] = useLocation();
  const posts = me.appointments.map((one) => ({
    id: one.id,
    label: [postName(one.post, language), one.bodyName ? t(one.bodyName) : one.territoryName && t(one.territoryName)]
      .filter(Boolean)
      .join(' · '),
    deputy: one.deputyOf !== null,
  }));
  return (
    <Layout.Header className="desk-head no-print">
      <span className="desk-menu-button">
        <Press type="text" aria-label={w('menu')} icon={<Sign name="tasks" />} onClick={onMenu} />
      </span>
      <Link href="/" className="desk-name" aria-label={w('name')}>
        <Mark size={32} />
        <span>{w('name')}</span>
      </Link>
      <Search />
      <Press type="text" className="desk-palette" onClick={onPalette}>
        <kbd>Ctrl K</kbd>
        <span className="only-heard">{w('palette')}</span>
      </Press>
      <span className="desk-head-end">
        <span className="desk-posts">
          {posts.slice(0, 2).map((one) => (
            <Tag key={one.id}>
              {one.label}
              {one.deputy && ` (${w('deputy')})`}
            </Tag>
          ))}
        </span>
        <Bell />
        <LargeTextSwitch />
        <LanguageSwitch />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              {
                key: 'posts',
                type: 'group',
                label: w('appointments'),
                children:
                  posts.length === 0
                    ? [{ key: 'none', label: w('noPosts'), disabled: true }]
                    : posts.map((one) => ({ key: one.id, label: one.label, disabled: true })),
              },
              { type: 'divider' },
              { key: 'me', label: w('account'), onClick: () => go('/me') },
              { key: 'out', label: w('signOut'), onClick: signOut },
            ],
          }}
        >
          <Press type="text" aria-label={me.name ?? w('account')} icon={<Sign name="person" />}>
            <span className="desk-person">{me.name}</span>
          </Press>
        </Dropdown>
      </span>
    </Layout.Header>
  );
}

function Search(): ReactNode {
  const w = useWords(deskWords);
  const [, go] = useLocation();
  const [text, setText] = useState('');
  return (
    <Input.Search
      id="desk-search"
      className="desk-search"
      allowClear
      value={text}
      placeholder={w('search')}
      aria-label={w('searchLabel')}
      onChange={(event) => setText(event.target.value)}
      onSearch={(value) => go(value.trim() === '' ? '/' : `/?number=${encodeURIComponent(value.trim())}`)}
    />
  );
}
