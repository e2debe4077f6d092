import type pg from 'pg';

/** A column as the catalogue has it. */
export type Column = {
  readonly name: string;
  readonly type: string;
  /** Name of the type without length or precision, and of its elements where it is a list. */
  readonly base: string;
  readonly list: boolean;
  /** Values of an enum, in order; null for other types. */
  readonly values: readonly string[] | null;
  readonly required: boolean;
  readonly collation: string | null;
  readonly default: string | null;
  /** Filled by the database itself: '' no, 'identity' or 'generated'. */
  readonly filled: string;
};

/** A table or view. */
export type Relation = {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly forced: boolean;
  readonly enabled: boolean;
  readonly options: readonly string[];
  readonly columns: readonly Column[];
};

/** One thing that hangs on a relation (constraint, index, policy, trigger, grant), as the text that makes it. */
export type Part = { readonly schema: string; readonly relation: string; readonly name: string; readonly text: string };

/** A primary, unique or foreign key with its columns in order. */
export type Key = {
  readonly schema: string;
  readonly relation: string;
  readonly name: string;
  readonly columns: readonly string[];
};

export type Catalogue = {
  readonly schemas: readonly { name: string; grants: readonly string[] }[];
  readonly relations: readonly Relation[];
  readonly parts: readonly Part[];
  readonly functions: readonly { schema: string; signature: string; text: string; grants: readonly string[] }[];
  readonly keys: readonly Key[];
};

/** Schemas that are not ours to describe: PostgreSQL's, and pg-boss's, which it makes from its own plan. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'jobs')`;

/**
 * Reads the schemas of this house from PostgreSQL's catalogue; the same answer on every version that we support
 * (NOT NULL is read from the column, since version 18 also lists it as a constraint; MAINTAIN, new in 17, is left out).
 * Wants a connection that may see everything, such as the owner's.
 */
export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  await client.query('begin isolation level repeatable read read only; set local search_path = pg_catalog');
  try {
    return {
      schemas: await rows(client, SCHEMAS),
      relations: await rows(client, RELATIONS),
      parts: [
        ...(await rows<Part>(client, CONSTRAINTS)),
        ...(await rows<Part>(client, INDEXES)),
        ...(await rows<Part>(client, POLICIES)),
        ...(await rows<Part>(client, TRIGGERS)),
        ...(await rows<Part>(client, GRANTS)),
        ...(await rows<Part>(client, COLUMN_GRANTS)),
      ],
      functions: await rows(client, FUNCTIONS),
      keys: await rows(client, KEYS),
    };
  } finally {
    await client.query('rollback');
  }
}

async function rows<Row extends object>(client: pg.ClientBase, text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows;
}

/** Rights of others than the owner, as `select, update to lianan_serve`. */
const acl = (from: string, owner: string): string => `
  coalesce((select array_agg(format('%s to %s', rights, grantee) order by grantee) from (
    select string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as rights,
      coalesce(quote_ident(g.rolname), 'public') as grantee
    from aclexplode(${from}) a left join pg_roles g on g.oid = a.grantee
    where a.grantee <> ${owner} and a.privilege_type <> 'MAINTAIN' group by g.rolname) x), '{}')`;

const SCHEMAS = `select n.nspname::text as name, ${acl('n.nspacl', 'n.nspowner')} as grants from pg_namespace n where ${OURS} order by 1`;

const RELATIONS = `
  select n.nspname::text as schema, c.relname::text as name, case when c.relkind = 'v' then 'view' else 'table' end as kind,
    c.relforcerowsecurity as forced, c.relrowsecurity as enabled, coalesce(c.reloptions, '{}') as options,
    coalesce((select json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
        'base', coalesce(e.typname, t.typname), 'list', e.oid is not null,
        'values', (select json_agg(v.enumlabel order by v.enumsortorder) from pg_enum v where v.enumtypid = coalesce(e.oid, t.oid)),
        'collation', case when a.attcollation <> t.typcollation then l.collname end,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'filled', case when a.attidentity <> '' then 'identity' when a.attgenerated <> '' then 'generated' else '' end) order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid
        left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join pg_collation l on l.oid = a.attcollation
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and c.relkind in ('r', 'p', 'v') order by 1, 2`;

const CONSTRAINTS = `
  select n.nspname::text as schema, c.relname::text as relation, k.conname::text as name,
    format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) as text
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and k.contype in ('p', 'u', 'f', 'c', 'x') order by 1, 2, k.contype = 'p' desc, 3`;

const INDEXES = `
  select n.nspname::text as schema, c.relname::text as relation, i.relname::text as name, pg_get_indexdef(x.indexrelid) as text
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')) order by 1, 2, 3`;

const POLICIES = `
  select n.nspname::text as schema, c.relname::text as relation, p.polname::text as name,
    format('create policy %I on %I.%I%s%s to %s', p.polname, n.nspname, c.relname,
      case when p.polpermissive then '' else ' as restrictive' end,
      case p.polcmd when 'r' then ' for select' when 'a' then ' for insert' when 'w' then ' for update' when 'd' then ' for delete' else '' end,
      (select string_agg(coalesce(quote_ident(r.rolname), 'public'), ', ' order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o))
    || coalesce(E'\\n  using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
    || coalesce(E'\\n  with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') as text
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} order by 1, 2, 3`;

const TRIGGERS = `
  select n.nspname::text as schema, c.relname::text as relation, t.tgname::text as name, pg_get_triggerdef(t.oid) as text
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and not t.tgisinternal order by 1, 2, 3`;

const GRANTS = `
  select n.nspname::text as schema, c.relname::text as relation, g as name, format('grant %s', replace(g, ' to ', format(' on %I.%I to ', n.nspname, c.relname))) as text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(${acl('c.relacl', 'c.relowner')}) g
  where ${OURS} and c.relkind in ('r', 'p', 'v') order by 1, 2, 3`;

const COLUMN_GRANTS = `
  select schema, relation, grantee as name,
    format('grant %s on %I.%I to %s', string_agg(format('%s (%s)', lower(kind), columns), ', ' order by kind), schema, relation, grantee) as text
  from (
    select n.nspname::text as schema, c.relname::text as relation, coalesce(quote_ident(g.rolname), 'public') as grantee,
      x.privilege_type as kind, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace,
      aclexplode(a.attacl) x left join pg_roles g on g.oid = x.grantee
    where ${OURS} and a.attnum > 0 and not a.attisdropped and x.grantee <> c.relowner group by 1, 2, 3, 4) y
  group by 1, 2, 3 order by 1, 2, 3`;

const FUNCTIONS = `
  select n.nspname::text as schema, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as signature,
    format('create function %I.%I(%s) returns %s language %s %s%s%s%s', n.nspname, p.proname, pg_get_function_arguments(p.oid),
      pg_get_function_result(p.oid), l.lanname, case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      case p.proparallel when 's' then ' parallel safe' else '' end, case when p.prosecdef then ' security definer' else '' end,
      coalesce((select string_agg(' set ' || s, '' order by s) from unnest(p.proconfig) s), ''))
    || E'\\n' || coalesce(pg_get_function_sqlbody(p.oid), 'as $$' || p.prosrc || '$$') as text,
    ${acl(`coalesce(p.proacl, acldefault('f', p.proowner))`, 'p.proowner')} as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where ${OURS} order by 1, 2`;

const KEYS = `
  select n.nspname::text as schema, c.relname::text as relation, k.name::text as name,
    (select json_agg(a.attname order by o.at) from unnest(k.columns) with ordinality o(number, at)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = o.number) as columns
  from (select conrelid as relid, conname as name, conkey::int2[] as columns from pg_constraint where contype in ('p', 'u', 'f')
      union all select x.indrelid, i.relname, x.indkey::int2[] from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indisunique and not exists (select from pg_constraint k where k.conindid = x.indexrelid)) k
    join pg_class c on c.oid = k.relid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} order by 1, 2, 3`;
