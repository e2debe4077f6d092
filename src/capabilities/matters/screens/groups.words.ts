import { words } from '../../../platform/language/language.ts';

/** The groups of kinds, with what falls under each. */
export const groupWords = words(
  {
    hazard: '隐患',
    hazardHint: '消防、燃气、道路、用电',
    incident: '突发事件',
    incidentHint: '正在发生、已经发生',
    dispute: '纠纷',
    disputeHint: '邻里、物业、劳资',
    help: '求助',
    helpHint: '老人、走失、困难',
    suggestion: '建议',
    suggestionHint: '怎样更好更安全',
  },
  {
    hazard: 'Hazard',
    hazardHint: 'fire, gas, roads, wiring',
    incident: 'Incident',
    incidentHint: 'happening or just happened',
    dispute: 'Dispute',
    disputeHint: 'neighbours, estates, wages',
    help: 'Help',
    helpHint: 'elders, missing, hardship',
    suggestion: 'Suggestion',
    suggestionHint: 'how to be safer',
  },
);
