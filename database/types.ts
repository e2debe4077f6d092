// The tables as kysely sees them, read from PostgreSQL's catalogue by bin/catalogue.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

/** jsonb: read as what it holds, written as JSON text (pg would turn a list into a PostgreSQL array). */
// biome-ignore lint/suspicious/noExplicitAny: only its reader knows what a document holds.
export type Json = ColumnType<any, string, string>;
/** timestamptz: read as a Date, written as a Date or an ISO text. */
export type Time = ColumnType<Date, Date | string, Date | string>;

export type AdmissionsAdmission = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: string;
  body: string;
  term_from: string | null;
  term_until: string | null;
  made: Time;
  updated: Time;
  content: Json;
};

export type AuthAccount = {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: Time | null;
  refreshTokenExpiresAt: Time | null;
  scope: string | null;
  password: string | null;
  createdAt: Generated<Time>;
  updatedAt: Time;
};

export type AuthApikey = {
  id: string;
  configId: string;
  name: string | null;
  start: string | null;
  referenceId: string;
  prefix: string | null;
  key: string;
  refillInterval: number | null;
  refillAmount: number | null;
  lastRefillAt: Time | null;
  enabled: boolean | null;
  rateLimitEnabled: boolean | null;
  rateLimitTimeWindow: number | null;
  rateLimitMax: number | null;
  requestCount: number | null;
  remaining: number | null;
  lastRequest: Time | null;
  expiresAt: Time | null;
  createdAt: Time;
  updatedAt: Time;
  permissions: string | null;
  metadata: string | null;
};

export type AuthPasskey = {
  id: string;
  name: string | null;
  publicKey: string;
  userId: string;
  credentialID: string;
  counter: number;
  deviceType: string;
  backedUp: boolean;
  transports: string | null;
  createdAt: Time | null;
  aaguid: string | null;
};

export type AuthSession = {
  id: string;
  expiresAt: Time;
  token: string;
  createdAt: Generated<Time>;
  updatedAt: Time;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
  proof: string | null;
};

export type AuthTwoFactor = {
  id: string;
  secret: string;
  backupCodes: string;
  userId: string;
  verified: boolean | null;
  failedVerificationCount: number | null;
  lockedUntil: Time | null;
};

export type AuthUser = {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  createdAt: Generated<Time>;
  updatedAt: Generated<Time>;
  username: string | null;
  twoFactorEnabled: boolean | null;
  district: string;
  closed: boolean | null;
};

export type AuthVerification = {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Time;
  createdAt: Generated<Time>;
  updatedAt: Generated<Time>;
};

export type CalendarEntry = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  recorded: Time;
  what: string;
  key: string;
  value: Json | null;
};

export type ClockRule = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  code: string;
  proposals: Json;
  updated: Time;
};

export type DbMigration = {
  folder: string;
  name: string;
  hash: string;
  applied: Generated<Time>;
};

export type FeedsFeed = {
  district: string;
  person: string;
  digest: Buffer;
  made: string;
  sort: string;
};

export type FiguresAppeal = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: string;
  territory: string;
  item: string;
  code: string | null;
  place: string;
  kind: string | null;
  day_from: string | null;
  day_to: string | null;
  line_seq: number | null;
  set_aside: string | null;
  filed: Time;
  due: Time;
  updated: Time;
  content: Json;
};

export type FiguresContested = {
  district: ColumnType<string | null, never, never>;
  code: ColumnType<string | null, never, never>;
  place: ColumnType<string | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  day_from: ColumnType<string | null, never, never>;
  day_to: ColumnType<string | null, never, never>;
  line_seq: ColumnType<number | null, never, never>;
  filed: ColumnType<Date | null, never, never>;
};

export type FiguresCorrectedLine = {
  district: ColumnType<string | null, never, never>;
  seq: ColumnType<number | null, never, never>;
  appeal: ColumnType<string | null, never, never>;
  territory: ColumnType<string | null, never, never>;
  line_seq: ColumnType<number | null, never, never>;
  set_aside: ColumnType<string | null, never, never>;
};

export type FiguresReference = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  what: string;
  territory: string;
  updated: Time;
  content: Json;
};

export type FiguresStatement = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: string;
  period: string;
  first: string | null;
  last: string | null;
  replaces: string | null;
  made: Time;
  content: Json;
};

export type FiguresStatementFile = {
  district: string;
  statement: string;
  edition: string;
  sort: string;
  bytes: Buffer;
};

export type FilesFile = {
  district: string;
  id: string;
  subject: string;
  territory: string;
  kind: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  address: Buffer;
  thumb: Buffer | null;
  key: string;
  mark: Buffer | null;
  scanned: string;
  made: string;
};

export type FilesTray = {
  district: string;
  id: string;
  address: Buffer;
  thumb: Buffer | null;
  nobody: boolean;
  day: string;
};

export type HandoverHandover = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: string;
  territory: string;
  desk: string;
  signed: Time;
  updated: Time;
  content: Json;
};

export type IdentityAccess = {
  district: string;
  id: string;
  at: Time;
  person: string | null;
  what: string;
  by: string | null;
};

export type IdentityAppointment = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  recorded: Time;
  person: string;
  post: string;
  body: string | null;
  territory: string | null;
  from_day: string;
  to_day: string | null;
  deputy_of: string | null;
  state: string;
  away: boolean;
  proposed_by: string | null;
  decided_by: string | null;
};

export type IdentityBody = {
  district: string;
  id: string;
  name_zh: string;
  name_en: string;
  territory: string;
  parent: string | null;
  address: string | null;
  phone: string | null;
  relays: Generated<boolean>;
  valid_from: string | null;
  valid_to: string | null;
};

export type IdentityLook = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  concerned: string;
  territory: string;
  by: string;
  post: string | null;
  post_name: string;
  body: string | null;
  at: Time;
  reason: string;
  about: string | null;
};

export type IdentityMachine = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  recorded: Time;
  user_id: string;
  key_id: string;
  name: string;
  body: string | null;
  scopes: string[];
  state: string;
  until_day: string;
};

export type IdentityPerson = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  recorded: Time;
  user_id: string;
  login: string;
  name: Buffer;
  name_key: string;
  state: string;
  initial_password: boolean;
  language: string | null;
};

export type IdentityResident = {
  district: string;
  id: string;
  phone_index: Buffer | null;
  phone: Buffer | null;
  phone_key: string | null;
  since: string;
};

export type IdentityResidentCode = {
  district: string;
  phone_index: Buffer;
  code: Buffer;
  made: Time;
  expires: Time;
  tries: Generated<number>;
};

export type IdentityResidentSession = {
  district: string;
  token: Buffer;
  resident: string;
  device: string;
  made: Time;
  expires: Time;
};

export type IdentitySms = {
  district: string;
  id: string;
  phone: string;
  words: string;
  at: Time;
};

export type IdentityThrottle = {
  district: string;
  what: string;
  key: Buffer;
  failures: number;
  since: Time;
  until: Time | null;
};

export type IdentityUsedCode = {
  district: string;
  code: Buffer;
  at: Time;
};

export type JournalAsked = {
  district: string;
  id: string;
  digest: Buffer;
  day: string;
};

export type JournalCount = {
  district: string;
  seq: number;
  measure: string;
  day: string;
  territory: string;
  n: number;
  recorded: string;
  figure: Generated<number>;
  spread: Generated<number>;
};

export type JournalHead = {
  district: string;
  name_zh: string;
  name_en: string;
  origin: string;
  seq: Generated<number>;
};

export type JournalLine = {
  district: string;
  seq: number;
  id: string;
  subject: string;
  n: number;
  kind: string;
  version: number;
  origin: string;
  happened: Time;
  recorded: Time;
  by: string | null;
  post: string | null;
  territory: string;
  bytes: Buffer;
  hash: Buffer;
};

export type JournalOutbox = {
  district: string;
  id: string;
  topic: string;
  subject: string;
  payload: Json;
  made: Time;
  due: Time;
  tries: Generated<number>;
  failed: string | null;
};

export type JournalRefolded = {
  district: string;
  subject: string;
  figure: number;
  seq: number;
};

export type JournalShare = {
  district: string;
  body: string;
  subject: string;
};

export type JournalTally = {
  district: string;
  territory: string;
  grain: string;
  measure: string;
  period: string;
  n: number;
};

export type JournalWaiting = {
  district: string;
  id: string;
  subject: string;
  n: number;
  day: string;
  kind: string;
  version: number;
  origin: string;
  territory: string;
  bytes: Buffer;
  hash: Buffer;
  counts: Json;
};

export type JournalWatermark = {
  district: string;
  seq: Generated<number>;
};

export type KindsChange = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  what: string;
  target: string;
  state: string;
  territory: string;
  content: Json;
  signed: Json;
  proposed: Time;
  updated: Time;
};

export type KindsKind = {
  district: string;
  code: string;
  version: number;
  seed: Json;
  active: boolean;
  proposal: string | null;
  since: Time;
};

export type MattersAnswer = {
  district: string;
  id: string;
  partner: string;
  theirs: string;
  subject: string;
  line: string;
  what: string;
  status: string;
  made: Time;
  tries: Generated<number>;
  tried: Time | null;
  failed: string | null;
  sent: Time | null;
  dropped: Generated<boolean>;
  again: Time | null;
};

export type MattersAround = {
  district: ColumnType<string | null, never, never>;
  id: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
  tail: ColumnType<string | null, never, never>;
  status: ColumnType<string | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  visibility: ColumnType<string | null, never, never>;
  territory: ColumnType<string | null, never, never>;
  lon: ColumnType<number | null, never, never>;
  lat: ColumnType<number | null, never, never>;
  body: ColumnType<string | null, never, never>;
  reported: ColumnType<Date | null, never, never>;
  due: ColumnType<Date | null, never, never>;
  closed: ColumnType<Date | null, never, never>;
  updated: ColumnType<Date | null, never, never>;
};

export type MattersAroundStep = {
  district: ColumnType<string | null, never, never>;
  seq: ColumnType<number | null, never, never>;
  id: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
  n: ColumnType<number | null, never, never>;
  step: ColumnType<string | null, never, never>;
  origin: ColumnType<string | null, never, never>;
  recorded: ColumnType<Date | null, never, never>;
  turn: ColumnType<string | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  territory: ColumnType<string | null, never, never>;
  lon: ColumnType<number | null, never, never>;
  lat: ColumnType<number | null, never, never>;
  first: ColumnType<number | null, never, never>;
};

export type MattersBurden = {
  district: string;
  week: string;
  form: string;
  phones: number;
  count: number;
  seconds: number;
  buckets: number[];
};

export type MattersClocked = {
  district: string;
  seq: number;
  calendar: number | null;
};

export type MattersDeskHeard = {
  district: string;
  desk: string;
  heard: Time | null;
  refused: Time | null;
  refusal: string | null;
  fetched: Time | null;
};

export type MattersExchanged = {
  district: string;
  partner: string;
  theirs: string;
  subject: string;
  digest: Buffer;
  received: Time;
  answer_by: Time | null;
  taken: Time;
};

export type MattersExtract = {
  district: string;
  id: string;
  name: string;
  columns: Json;
};

export type MattersImport = {
  district: string;
  id: string;
  owner: string;
  post: string;
  state: string;
  held: string | null;
  said: Buffer;
  rows: number | null;
  upto: Generated<number>;
  stored: Generated<number>;
  known: Generated<number>;
  refused: Generated<number>;
  turn: Generated<number>;
  beat: Time | null;
  made: Time;
  ended: Time | null;
  until: string;
};

export type MattersImportMap = {
  district: string;
  form: Buffer;
  cipher: Buffer;
  day: string;
};

export type MattersImportRefused = {
  district: string;
  import: string;
  upto: number;
  cipher: Buffer;
};

export type MattersMatter = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  status: string;
  kind: string;
  urgency: string;
  channel: string;
  visibility: string;
  origin: string;
  territory: string;
  outside: boolean;
  lon: number | null;
  lat: number | null;
  body: string | null;
  proposed: string | null;
  handler: string | null;
  handed: string | null;
  reported: Time;
  first_action: Time | null;
  due: Time;
  closed: Time | null;
  on_time: boolean | null;
  asked: boolean;
  returns: number;
  reopened_by_reporter: boolean;
  rating: number | null;
  merged_into: string | null;
  door: string | null;
  updated: Time;
  number: string;
  tail: Generated<string | null>;
  shown_territory: Generated<string | null>;
  shown_lon: Generated<number | null>;
  shown_lat: Generated<number | null>;
  supervised: Time | null;
  help_asked: string | null;
  promised: Time | null;
  clock: Json | null;
  tasks: Json | null;
  parent: string | null;
  work: Json | null;
  split_from: string | null;
};

export type MattersPartner = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  desk: string;
  name_zh: string;
  name_en: string;
  categories: string;
  url: string | null;
  state: string;
  secret: string | null;
  former: string | null;
  former_until: Time | null;
  updated: Time;
};

export type MattersPresence = {
  district: string;
  subject: string;
  person: string;
  post: string;
  doing: string;
  at: Time;
};

export type MattersPublicLine = {
  district: ColumnType<string | null, never, never>;
  seq: ColumnType<number | null, never, never>;
  visibility: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
};

export type MattersPublicMatter = {
  district: ColumnType<string | null, never, never>;
  id: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
  status: ColumnType<string | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  visibility: ColumnType<string | null, never, never>;
  origin: ColumnType<string | null, never, never>;
  territory: ColumnType<string | null, never, never>;
  lon: ColumnType<number | null, never, never>;
  lat: ColumnType<number | null, never, never>;
  body: ColumnType<string | null, never, never>;
  channel: ColumnType<string | null, never, never>;
  reported: ColumnType<Date | null, never, never>;
  due: ColumnType<Date | null, never, never>;
  closed: ColumnType<Date | null, never, never>;
  updated: ColumnType<Date | null, never, never>;
  tail: ColumnType<string | null, never, never>;
};

export type MattersPublicStep = {
  district: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
  n: ColumnType<number | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  recorded: ColumnType<Date | null, never, never>;
  tail: ColumnType<string | null, never, never>;
};

export type MattersReceipt = {
  district: string;
  digest: Buffer;
  subject: string;
};

export type MattersReplayed = {
  district: string;
  id: Buffer;
  until: Time;
};

export type MattersReporter = {
  district: string;
  subject: string;
  territory: string;
  phone: Buffer;
};

export type MattersRuling = {
  district: string;
  line: string;
  territory: string;
  kind: string;
  body: string;
  day: string;
  number: string;
};

export type MattersSeenLine = {
  district: ColumnType<string | null, never, never>;
  seq: ColumnType<number | null, never, never>;
  subject: ColumnType<string | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
};

export type MattersStage = {
  district: string;
  matter: string;
  stage: string;
  n: number;
  at: number;
  body: string | null;
  kind: string;
  territory: string;
  since: Time;
  due: Time;
  provisional: boolean;
  round: Json;
  next: Time | null;
  said: number;
  task: Generated<string>;
};

export type MattersTransferDone = {
  district: string;
  change: string;
  finished: Time;
};

export type MattersTransferred = {
  district: string;
  change: string;
  matter: string;
  territory: string;
  lead: boolean;
  tasks: number;
};

export type MattersView = {
  district: string;
  id: string;
  owner: string;
  name: string;
  query: Json;
  share: string;
  body: string | null;
  made: Time;
};

export type MattersViewOrder = {
  district: string;
  owner: string;
  ids: string[];
  first: string | null;
};

export type MediationBell = {
  district: string;
  subject: string;
  day: string;
};

export type MediationCaseFile = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  status: string;
  outcome: string | null;
  track: string | null;
  channel: string;
  nature: string;
  territory: string;
  body: string | null;
  offered: string | null;
  mediator: string | null;
  number: string;
  next: string;
  refusals: number;
  screened: boolean;
  opened: Time;
  updated: Time;
  content: Json;
  second: string | null;
  third: string | null;
  fourth: string | null;
  fifth: string | null;
};

export type MediationClocked = {
  district: string;
  seq: number;
};

export type MediationCommittee = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  body: string;
  territory: string;
  updated: Time;
  content: Json;
};

export type MediationMediator = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  person: string;
  body: string;
  territory: string;
  state: string;
  updated: Time;
  content: Json;
};

export type MediationNumbering = {
  district: string;
  body: string;
  year: number;
  last: number;
};

export type MediationNumberingWord = {
  district: string;
  year: number;
  word: string;
  body: string;
};

export type MediationPassport = {
  district: string;
  digest: Buffer;
  subject: string;
};

export type MediationRound = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  territory: string;
  last: string;
  closed: boolean;
  updated: Time;
  content: Json;
};

export type MediationRoundTerritory = {
  district: string;
  round: string;
  territory: string;
  first: string;
  last: string;
};

export type MediationSeenLine = {
  district: ColumnType<string | null, never, never>;
  seq: ColumnType<number | null, never, never>;
  subject: ColumnType<string | null, never, never>;
  kind: ColumnType<string | null, never, never>;
  number: ColumnType<string | null, never, never>;
};

export type MediationSetting = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  updated: Time;
  content: Json;
};

export type MediationSubsidy = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  subject: string;
  mediator: string;
  body: string;
  territory: string;
  state: string;
  yuan: number;
  claimed: Time;
  paid: string | null;
  updated: Time;
  content: Json;
};

export type MediationTrace = {
  district: string;
  subject: string;
  party: string;
  sort: string;
  value: Buffer;
};

export type NoticesDevice = {
  district: string;
  id: string;
  person: string;
  mark: Buffer;
  shell: string;
  language: string;
  made: string;
};

export type NoticesHeard = {
  district: string;
  seq: number;
  last: number;
};

export type NoticesNotice = {
  district: string;
  address: string;
  seq: number;
  subject: string;
  sort: string;
  territory: string;
  body: string | null;
  stage: string | null;
  task: string | null;
  due: Time | null;
  urgent: boolean;
  at: Time;
  about: Generated<string>;
  what: string | null;
};

export type NoticesWatch = {
  district: string;
  person: string;
  seen: Generated<number>;
  pace: Generated<string>;
  quiet_from: Generated<number>;
  quiet_to: Generated<number>;
  pass: Generated<boolean>;
  office: Generated<boolean>;
  told: Generated<number>;
  told_at: Time | null;
  looked: Generated<number>;
  rest: Time | null;
  held: Time | null;
  tries: Generated<number>;
};

export type PlacesAuthority = {
  district: string;
  territory: string;
  kind: string;
  valid_from: string;
  valid_to: string | null;
  body: string;
  why_zh: string;
  why_en: string;
};

export type PlacesBoundary = {
  district: string;
  map_version: number;
  code: string;
  geojson: Json;
  approximate: boolean;
};

export type PlacesChange = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  what: string;
  targets: string[];
  state: string;
  territory: string;
  content: Json;
  signed: Json;
  proposed: Time;
  updated: Time;
};

export type PlacesDrawing = {
  district: string;
  digest: string;
  geojson: string;
};

export type PlacesKnown = {
  district: string;
  id: string;
  name_zh: string;
  name_en: string;
  initials: string;
  lon: number;
  lat: number;
  territory: string;
};

export type PlacesMap = {
  district: string;
  version: number;
  hash: string;
  source: string;
  approximate: boolean;
  loaded: Time;
};

export type PlacesRevision = {
  district: string;
  revision: number;
};

export type PlacesTerritory = {
  district: string;
  code: string;
  valid_from: string;
  level: string;
  name_zh: string;
  name_en: string;
  valid_to: string | null;
  successors: Generated<string[]>;
};

export type PlacesTransfer = {
  district: string;
  change: string;
  from_body: string;
  to_body: string;
  territories: string[];
  kinds: string[];
  day: string;
  basis: string;
};

export type PlacesZone = {
  district: string;
  id: string;
  kind: string;
  name_zh: string;
  name_en: string;
  territories: Generated<string[]>;
  geojson: Json | null;
  approximate: boolean;
  valid_from: string;
  valid_to: string | null;
};

export type ProofLog = {
  district: string;
  origin: string;
  key: string;
  size: Generated<number>;
  checkpoint: Generated<string>;
  made: Time | null;
  looked: Time | null;
  fault: string | null;
};

export type ProofSeen = {
  district: string;
  origin: string;
  size: number;
  root: Buffer;
  at: Time;
};

export type ProofTile = {
  district: string;
  level: number;
  index: number;
  hashes: Buffer;
};

export type ProofWitness = {
  district: string;
  name: string;
  size: Generated<number>;
  at: Time | null;
  refused: string | null;
};

export type SealingKey = {
  district: string;
  id: string;
  owner: string;
  purpose: string;
  wrapped: Buffer | null;
  made: string;
  forgotten: Time | null;
};

export type SealingRoot = {
  district: string;
  mark: string;
  root: Buffer | null;
  next_mark: string | null;
  next_root: Buffer | null;
};

export type SealingSealed = {
  district: string;
  id: string;
  subject: string;
  territory: string;
  owner: string;
  key: string;
  slot: string;
  cipher: Buffer;
};

export type SubscriptionsHeard = {
  district: string;
  seq: number;
};

export type SubscriptionsPending = {
  district: string;
  subject: string;
  seq: number;
};

export type SubscriptionsProof = {
  district: string;
  subject: string;
  owner: Buffer;
  code: Buffer;
};

export type SubscriptionsSubscription = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: string;
  channel: string;
  why: string | null;
  updated: Time;
};

export type SubscriptionsWish = {
  district: string;
  subject: string;
  channel: string;
  pace: string;
  language: string;
  territory: string | null;
  lon: number | null;
  lat: number | null;
  metres: number | null;
  kinds: string[];
  since: string;
  told: string | null;
  tries: Generated<number>;
  rest: Time | null;
};

export type WebhooksDelivery = {
  district: string;
  id: string;
  hook: string;
  at: Time;
  seq: number | null;
  event: string;
  message: string;
  status: number | null;
  trouble: string | null;
  ms: number;
};

export type WebhooksExtra = {
  district: string;
  id: string;
  hook: string;
  seq: number | null;
  made: Time;
};

export type WebhooksHook = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  recorded: Time;
  machine: string;
  body: string;
  name: string;
  url: string;
  events: string[];
  territory: string;
  secret: string | null;
  former: string | null;
  former_until: Time | null;
  state: string;
  why: string | null;
  proposed_by: string | null;
  decided_by: string | null;
};

export type WebhooksProgress = {
  district: string;
  hook: string;
  seq: number;
  tries: Generated<number>;
  due: Time;
  failing_since: Time | null;
  holder: string | null;
  held_until: Time | null;
};

export type DB = {
  'admissions.admission': AdmissionsAdmission;
  'auth.account': AuthAccount;
  'auth.apikey': AuthApikey;
  'auth.passkey': AuthPasskey;
  'auth.session': AuthSession;
  'auth.twoFactor': AuthTwoFactor;
  'auth.user': AuthUser;
  'auth.verification': AuthVerification;
  'calendar.entry': CalendarEntry;
  'clock.rule': ClockRule;
  'db.migration': DbMigration;
  'feeds.feed': FeedsFeed;
  'figures.appeal': FiguresAppeal;
  'figures.contested': FiguresContested;
  'figures.corrected_line': FiguresCorrectedLine;
  'figures.reference': FiguresReference;
  'figures.statement': FiguresStatement;
  'figures.statement_file': FiguresStatementFile;
  'files.file': FilesFile;
  'files.tray': FilesTray;
  'handover.handover': HandoverHandover;
  'identity.access': IdentityAccess;
  'identity.appointment': IdentityAppointment;
  'identity.body': IdentityBody;
  'identity.look': IdentityLook;
  'identity.machine': IdentityMachine;
  'identity.person': IdentityPerson;
  'identity.resident': IdentityResident;
  'identity.resident_code': IdentityResidentCode;
  'identity.resident_session': IdentityResidentSession;
  'identity.sms': IdentitySms;
  'identity.throttle': IdentityThrottle;
  'identity.used_code': IdentityUsedCode;
  'journal.asked': JournalAsked;
  'journal.count': JournalCount;
  'journal.head': JournalHead;
  'journal.line': JournalLine;
  'journal.outbox': JournalOutbox;
  'journal.refolded': JournalRefolded;
  'journal.share': JournalShare;
  'journal.tally': JournalTally;
  'journal.waiting': JournalWaiting;
  'journal.watermark': JournalWatermark;
  'kinds.change': KindsChange;
  'kinds.kind': KindsKind;
  'matters.answer': MattersAnswer;
  'matters.around': MattersAround;
  'matters.around_step': MattersAroundStep;
  'matters.burden': MattersBurden;
  'matters.clocked': MattersClocked;
  'matters.desk_heard': MattersDeskHeard;
  'matters.exchanged': MattersExchanged;
  'matters.extract': MattersExtract;
  'matters.import': MattersImport;
  'matters.import_map': MattersImportMap;
  'matters.import_refused': MattersImportRefused;
  'matters.matter': MattersMatter;
  'matters.partner': MattersPartner;
  'matters.presence': MattersPresence;
  'matters.public_line': MattersPublicLine;
  'matters.public_matter': MattersPublicMatter;
  'matters.public_step': MattersPublicStep;
  'matters.receipt': MattersReceipt;
  'matters.replayed': MattersReplayed;
  'matters.reporter': MattersReporter;
  'matters.ruling': MattersRuling;
  'matters.seen_line': MattersSeenLine;
  'matters.stage': MattersStage;
  'matters.transfer_done': MattersTransferDone;
  'matters.transferred': MattersTransferred;
  'matters.view': MattersView;
  'matters.view_order': MattersViewOrder;
  'mediation.bell': MediationBell;
  'mediation.case_file': MediationCaseFile;
  'mediation.clocked': MediationClocked;
  'mediation.committee': MediationCommittee;
  'mediation.mediator': MediationMediator;
  'mediation.numbering': MediationNumbering;
  'mediation.numbering_word': MediationNumberingWord;
  'mediation.passport': MediationPassport;
  'mediation.round': MediationRound;
  'mediation.round_territory': MediationRoundTerritory;
  'mediation.seen_line': MediationSeenLine;
  'mediation.setting': MediationSetting;
  'mediation.subsidy': MediationSubsidy;
  'mediation.trace': MediationTrace;
  'notices.device': NoticesDevice;
  'notices.heard': NoticesHeard;
  'notices.notice': NoticesNotice;
  'notices.watch': NoticesWatch;
  'places.authority': PlacesAuthority;
  'places.boundary': PlacesBoundary;
  'places.change': PlacesChange;
  'places.drawing': PlacesDrawing;
  'places.known': PlacesKnown;
  'places.map': PlacesMap;
  'places.revision': PlacesRevision;
  'places.territory': PlacesTerritory;
  'places.transfer': PlacesTransfer;
  'places.zone': PlacesZone;
  'proof.log': ProofLog;
  'proof.seen': ProofSeen;
  'proof.tile': ProofTile;
  'proof.witness': ProofWitness;
  'sealing.key': SealingKey;
  'sealing.root': SealingRoot;
  'sealing.sealed': SealingSealed;
  'subscriptions.heard': SubscriptionsHeard;
  'subscriptions.pending': SubscriptionsPending;
  'subscriptions.proof': SubscriptionsProof;
  'subscriptions.subscription': SubscriptionsSubscription;
  'subscriptions.wish': SubscriptionsWish;
  'webhooks.delivery': WebhooksDelivery;
  'webhooks.extra': WebhooksExtra;
  'webhooks.hook': WebhooksHook;
  'webhooks.progress': WebhooksProgress;
};
