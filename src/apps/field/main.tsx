import '../../platform/web/look/base.css';
import '../../platform/web/look/kit.css';
import './field.css';
import { startShell } from '../../platform/web/page.tsx';
import { FieldShell } from './shell.tsx';

// The phone's own worker answers for what lies below this address.
if (window.location.pathname === '/field') window.history.replaceState(null, '', '/field/');
startShell(<FieldShell />);
