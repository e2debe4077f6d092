import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySwaggerUiOptions } from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { textOf } from '../language/language.ts';
import type { Access } from './contract.ts';
import { httpWords } from './http.words.ts';

const both = z.object({ zh: z.string(), en: z.string() });

/** Every refusal as it crosses the wire: RFC 9457 problem details, with both languages and the fields that were refused. */
export const problemShape = z.object({
  type: z.string().describe('/problems/<code>'),
  title: z.string(),
  status: z.int().min(400).max(599),
  instance: z.string(),
  code: z.string(),
  titles: both,
  fields: z.array(z.object({ path: z.string(), message: both })),
});

/** Which proof opens a contract; several are ways of which one is enough, none is needed for an open one. */
export function securityOf(access: readonly Access[]): Record<string, string[]>[] {
  if (access.includes('open')) return [];
  const ways = { staff: 'session', resident: 'resident', machine: 'key' } as const;
  return access.flatMap((one) => (one === 'open' ? [] : [{ [ways[one]]: [] }]));
}

/** What the page says, which knows one language: both. */
function said(word: keyof typeof httpWords.zh & string): string {
  const { zh, en } = textOf(httpWords, word);
  return `${zh} · ${en}`;
}

/** The description of every contract: OpenAPI 3.1. Routes without a contract speak standards of their own and are left out. */
export const openApi: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: '联安 Lianan',
      version: '0.1.0',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      description: said('apiAbout'),
    },
    components: {
      securitySchemes: {
        key: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description: said('apiKey'),
        },
        session: { type: 'apiKey', in: 'cookie', name: 'lianan.session_token', description: said('apiStaff') },
        resident: { type: 'apiKey', in: 'cookie', name: 'lianan_resident', description: said('apiResident') },
      },
    },
  },
  transform: (from) =>
    from.schema?.operationId ? jsonSchemaTransform(from) : { schema: { ...from.schema, hide: true }, url: from.url },
  transformObject: (document) => {
    if (!('openapiObject' in document)) return document.swaggerObject;
    const { openapiObject } = document;
    const { $schema: _, ...problem } = z.toJSONSchema(problemShape, { io: 'output' });
    const described = structuredClone(openapiObject) as Described;
    described.components.schemas = { ...described.components.schemas, Problem: problem };
    described.components.responses = {
      Problem: {
        description: said('apiRefused'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    };
    for (const path of Object.values(described.paths)) {
      for (const call of Object.values(path)) {
        call.responses = {
          ...Object.fromEntries(
            Object.entries(call.responses).map(([status, one]) => [status, { ...one, description: said('apiDone') }]),
          ),
          default: { $ref: '#/components/responses/Problem' },
        };
      }
    }
    return described as typeof openapiObject;
  },
};

type Described = {
  components: { schemas?: Record<string, unknown>; responses?: Record<string, unknown> };
  paths: Record<string, Record<string, { responses: Record<string, object> }>>;
};

/** The page at /api/docs: calls go to this server alone, nothing is fetched from elsewhere, a key stays until the page is left. */
export const docsPage: FastifySwaggerUiOptions = {
  routePrefix: '/api/docs',
  uiConfig: { validatorUrl: null, docExpansion: 'none', filter: true, persistAuthorization: false },
  // Without the bar on top, which would describe other servers' calls.
  theme: {
    title: '联安 Lianan · API',
    css: [{ filename: 'lianan.css', content: '.swagger-ui .topbar { display: none; }' }],
  },
  // The page draws its signs from data: addresses and styles its parts in place.
  staticCSP: {
    'default-src': "'self'",
    'img-src': "'self' data:",
    'style-src': "'self' 'unsafe-inline'",
    'script-src': "'self'",
    'connect-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'self'",
    'frame-ancestors': "'none'",
  },
};
