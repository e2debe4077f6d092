import '../../platform/web/look/base.css';
import '../../platform/web/look/kit.css';
import './field.css';
import { startShell } from '../../platform/web/page.tsx';
import { FieldShell } from './shell.tsx';

startShell(<FieldShell />);
