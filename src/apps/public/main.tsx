import '../../platform/web/look/base.css';
import '../../platform/web/look/kit.css';
import './public.css';
import { startShell } from '../../platform/web/page.tsx';
import { PublicShell } from './shell.tsx';

startShell(<PublicShell />);
