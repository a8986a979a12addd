import type { Instant } from '../../lib/calendar/dates.ts';
import { localDateOf } from '../../lib/calendar/dates.ts';
import type { Figures } from '../../lib/compliance/figures.ts';
import { citation, complianceReport } from '../../lib/papers/compliance-report.ts';
import { complianceSheets } from '../../lib/papers/compliance-sheets.ts';
import { writeDocx } from '../../lib/papers/docx/write.ts';
import { formOn } from '../../lib/papers/form/forms.ts';
import type { Issuer } from '../../lib/papers/issuer.ts';
import { type Span, spanBefore } from '../../lib/papers/span.ts';
import { writeXlsx } from '../../lib/papers/xlsx/workbook.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { figuresOf } from './figures.ts';
import { type UnreadableDeps, unreadableOf } from './unreadable.ts';

export interface CompliancePaperDeps extends UnreadableDeps {
  issuer: Issuer;
}

interface Asked {
  span: Span;
  restricted: boolean;
  now: Instant;
}

/** The regime that a paper cites: the one in force on its day. */
export const sourceOf = (regimes: readonly Regime[], now: Instant): string => {
  const regime = regimes.findLast(({ effectiveFrom }) => effectiveFrom <= localDateOf(now)) ?? regimes[0];
  return regime ? citation(regime) : '';
};

async function spanAndBefore(deps: CompliancePaperDeps, { span, restricted, now }: Asked) {
  const earlier = spanBefore(span, deps.regimes);
  const [figures, before] = await Promise.all([
    figuresOf(deps, span, { restricted }, now),
    earlier && figuresOf(deps, earlier, { restricted }, now),
  ]);
  // A period before the system began has nothing to compare with.
  const known = earlier && before && before.total.expected > 0 ? { span: earlier, figures: before } : undefined;
  return { figures, before: known };
}

/** A span's compliance report in the form of the Party's documents, and the figures that it tells. */
export async function reportDocx(
  deps: CompliancePaperDeps,
  asked: Asked,
): Promise<{ bytes: Uint8Array; figures: Figures }> {
  const [{ figures, before }, unreadable] = await Promise.all([
    spanAndBefore(deps, asked),
    unreadableOf(deps, asked.span, asked),
  ]);
  const { regimes, issuer } = deps;
  const { span, now } = asked;
  const paper = complianceReport({
    span,
    figures,
    before,
    regimes,
    issuer,
    unreadable,
    source: sourceOf(regimes, now),
  });
  return { bytes: await writeDocx(paper, formOn(localDateOf(now))), figures };
}

/** The same figures as sheets. */
export async function reportXlsx(deps: CompliancePaperDeps, { span, restricted, now }: Asked): Promise<Uint8Array> {
  return writeXlsx(complianceSheets(await figuresOf(deps, span, { restricted }, now), deps.regimes));
}
