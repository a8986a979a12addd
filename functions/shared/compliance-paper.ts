import type { Instant } from '../../lib/calendar/dates.ts';
import { localDateOf } from '../../lib/calendar/dates.ts';
import type { Figures } from '../../lib/compliance/figures.ts';
import { citation, complianceReport } from '../../lib/papers/compliance-report.ts';
import { complianceSheets } from '../../lib/papers/compliance-sheets.ts';
import { writeDocx } from '../../lib/papers/docx/write.ts';
import { formOn } from '../../lib/papers/form/forms.ts';
import type { Issuer } from '../../lib/papers/issuer.ts';
import type { UnreadableFile } from '../../lib/papers/reporting/input.ts';
import { type Span, spanBefore } from '../../lib/papers/span.ts';
import { writeXlsx } from '../../lib/papers/xlsx/workbook.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { type FiguresDeps, figuresOf, gather } from './figures.ts';
import { type UnreadableDeps, unreadableOf } from './unreadable.ts';

export interface CompliancePaperDeps extends FiguresDeps, UnreadableDeps {
  issuer: Issuer;
}

interface Asked {
  span: Span;
  now: Instant;
}

/** What a compliance report tells, before it has a form: read once, whatever it is written as. */
export interface ToldCompliance extends Asked {
  figures: Figures;
  unreadable: readonly UnreadableFile[];
}

/** The documents that a report cites: those under which its reports were owed or, without any, the one in force. */
function sourcesOf(regimes: readonly Regime[], { regimeVersions }: Figures, now: Instant): string {
  const cited = regimes.filter(({ version }) => regimeVersions.includes(version)).map(citation);
  return cited.length > 0 ? cited.join('; ') : sourceOf(regimes, now);
}

/** The regime that a letter cites: the one in force on its day. */
export const sourceOf = (regimes: readonly Regime[], now: Instant): string => {
  const regime = regimes.findLast(({ effectiveFrom }) => effectiveFrom <= localDateOf(now)) ?? regimes[0];
  return regime ? citation(regime) : '';
};

/** Reads what a span's compliance report tells. */
export async function tellCompliance(deps: CompliancePaperDeps, asked: Asked): Promise<ToldCompliance> {
  const gathered = await gather(deps, asked.span);
  return { ...asked, figures: figuresOf(gathered, asked.now), unreadable: await unreadableOf(deps, gathered) };
}

/** The span before, to compare with; undefined of a period before the system began. */
async function toldBefore(deps: CompliancePaperDeps, { span, now }: Asked) {
  const earlier = spanBefore(span, deps.regimes);
  const figures = earlier && figuresOf(await gather(deps, earlier), now);
  return earlier && figures && figures.total.expected > 0 ? { span: earlier, figures } : undefined;
}

/** A compliance report in the form of the Party's documents. */
export async function reportDocx(deps: CompliancePaperDeps, told: ToldCompliance): Promise<Uint8Array> {
  const { regimes, issuer } = deps;
  const { span, figures, unreadable, now } = told;
  const before = await toldBefore(deps, told);
  const source = sourcesOf(regimes, figures, now);
  const paper = complianceReport({ span, figures, before, unreadable, regimes, issuer, source });
  return writeDocx(paper, formOn(localDateOf(now)));
}

/** The same figures as sheets. */
export const reportXlsx = ({ regimes }: CompliancePaperDeps, told: ToldCompliance): Promise<Uint8Array> =>
  writeXlsx(complianceSheets(told.figures, regimes, told.unreadable));
