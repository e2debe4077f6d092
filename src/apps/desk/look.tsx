import { App, ConfigProvider, type ConfigProviderProps, theme } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Language } from '../../platform/language/language.ts';
import { useChoices } from '../../platform/web/choices.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listen = (tell: () => void): (() => void) => {
  dark.addEventListener('change', tell);
  return () => dark.removeEventListener('change', tell);
};

/** The bundler reads antd's locales as modules, the compiler as CommonJS: the same object either way. */
const locales = { zh: zhCN, en: enUS } as unknown as Readonly<Record<Language, ConfigProviderProps['locale']>>;

/** antd in the look, language and text size that the person has chosen. */
export function DeskLook({ children }: { children: ReactNode }): ReactNode {
  const { language, largeText } = useChoices();
  const isDark = useSyncExternalStore(listen, () => dark.matches);
  return (
    <ConfigProvider
      locale={locales[language]}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: isDark ? '#4db3bf' : '#0f5a66',
          colorInfo: isDark ? '#4db3bf' : '#0f5a66',
          colorLink: isDark ? '#6fc9d3' : '#0f5a66',
          // What an empty field asks for is read too.
          colorTextPlaceholder: isDark ? '#9aa7ad' : '#5c6b72',
          borderRadius: 8,
          fontSize: largeText ? 18 : 15,
          controlHeight: largeText ? 44 : 36,
          fontFamily: 'var(--font)',
        },
        components: {
          Layout: { headerPadding: '0 1rem', headerHeight: 56 },
          Menu: {
            itemSelectedBg: 'var(--brand-soft)',
            itemSelectedColor: 'var(--brand)',
            itemHeight: 44,
            iconMarginInlineEnd: 10,
          },
        },
      }}
      button={{ autoInsertSpace: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
