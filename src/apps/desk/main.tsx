import '../../platform/web/look/base.css';
import '../../platform/web/look/kit.css';
import './desk.css';
import { startShell } from '../../platform/web/page.tsx';
import { DeskShell } from './shell.tsx';

startShell(<DeskShell />);
