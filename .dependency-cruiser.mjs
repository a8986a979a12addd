/** The arrows of docs/architecture.md: who may import whom. `npm run check` keeps them. */
const domain = [
  'text',
  'calendar',
  'regime',
  'units',
  'obligations',
  'submissions',
  'requests',
  'notices',
  'compliance',
];
const mayImport = {
  text: [],
  calendar: [],
  regime: ['calendar'],
  units: ['calendar', 'text'],
  obligations: ['regime', 'units', 'calendar'],
  submissions: ['obligations', 'calendar', 'text'],
  requests: ['submissions', 'obligations', 'regime', 'units', 'calendar', 'text'],
  notices: ['obligations', 'calendar', 'regime', 'submissions'],
  compliance: ['obligations', 'calendar'],
};

const domainArrows = domain.map((name) => ({
  name: `lib-${name}-imports-only-its-own`,
  severity: 'error',
  comment: `lib/${name} may import ${mayImport[name].map((n) => `lib/${n}`).join(', ') || 'nothing of ours'}`,
  from: { path: `^lib/${name}/` },
  to: { path: '^(lib|functions|infra|web|test)/', pathNot: `^lib/(${[name, ...mayImport[name]].join('|')})/` },
}));

export default {
  forbidden: [
    ...domainArrows,
    {
      name: 'domain-knows-no-sdk',
      severity: 'error',
      comment: 'The domain speaks to no service; ports are its own, adapters live in lib/store.',
      from: { path: `^lib/(${domain.join('|')})/` },
      to: { path: 'node_modules/(@aws-sdk|@smithy|hono|aws-cdk-lib)/' },
    },
    {
      name: 'store-does-not-know-its-users',
      severity: 'error',
      from: { path: '^lib/(store|http|log)/' },
      to: { path: '^(functions|infra|web|test)/' },
    },
    {
      name: 'functions-do-not-know-each-other',
      severity: 'error',
      comment: 'What several functions need lies in lib, or is composed in functions/shared.',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/[^/]+/', pathNot: '^functions/($1|shared)/' },
    },
    {
      name: 'nothing-imports-infra-or-test',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'the-product-runs-without-dev-dependencies',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-orphan-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(cdk\\.out|\\.local|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
