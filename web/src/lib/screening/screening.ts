// SPDX-License-Identifier: Apache-2.0
// One environmental screening with all that hangs on it, read from the records; what the program works out comes from the program.
import { get } from '$lib/api/client.svelte';
import type { Schemas } from '$lib/api/operations';
import type { RecordType } from '$lib/model/model';
import type { DraftFinding, Finding } from '$lib/quality/finding';
import { quoted } from '$lib/records/conditions';
import { valuesOf } from '$lib/records/draft';
import { labelOf } from '$lib/records/labels';
import { checkDraft } from '$lib/records/record_calls';

export const steps = ['site', 'receptors', 'impacts', 'measures', 'result'] as const;
export type Step = (typeof steps)[number];
export const stepOf = (text: string | null): Step => steps.find((step) => step === text) ?? 'site';

/** Which type a step writes: the form of each step is the model's own. */
export const written = { site: 'env_screening', receptors: 'env_receptor', impacts: 'env_impact', measures: 'env_measure', result: 'env_screening' } as const;

export type Feature = Schemas['Feature'];
export interface Significance { value: number | null; unit: string; definition: string }

export interface Screening {
  id: string;
  feature: Feature;
  task: Feature | null;
  hazards: Feature[];
  receptors: Feature[];
  impacts: Feature[];
  measures: Feature[];
  /** By id of the impact; none for one that helps. */
  significance: Record<string, Significance>;
  /** By id of the record. */
  findings: Record<string, (DraftFinding | Finding)[]>;
  /** id of a record -> what people call it. */
  labels: Record<string, string>;
  start: Start | null;
  /** More of a kind than are read. */
  leftOut: boolean;
}

export interface Start { state: string; step: Schemas['WorkflowStep'] | null; goesOn: boolean; findings: (DraftFinding | Finding)[] }

export const most = 500;
const text = (value: unknown) => (typeof value === 'string' ? value : '');
export const part = (feature: Feature, name: string): unknown => feature.properties[name];
export const parent = (feature: Feature, name: string) => text(feature.properties[name]);
export const helps = (impact: Feature) => part(impact, 'positive') === true;

const itemsOf = (type: string, filter: string) =>
  get('/ogc/collections/{collectionId}/items', { path: { collectionId: type }, query: { filter, limit: most } });
const itemOf = (type: string, id: string) => get('/ogc/collections/{collectionId}/items/{featureId}', { path: { collectionId: type, featureId: id } });

/** What the rules say of a record as it is saved, or with some values otherwise. Who may not write is told what the last check found. */
async function findingsOf(type: RecordType | undefined, feature: Feature, mayWrite: boolean, otherwise: Record<string, unknown> = {}): Promise<(DraftFinding | Finding)[]> {
  if (!type) return [];
  const id = String(feature.id);
  if (!mayWrite) return (await get('/api/records/{type}/{id}/findings', { path: { type: type.name, id } }).catch(() => ({ items: [] }))).items;
  const saved = valuesOf(feature, type);
  return (await checkDraft(type, id, saved, { ...saved, ...otherwise })).findings;
}

/** Impacts of one receptor with the same residual values have one significance: what is asked for together. */
export function alike(impacts: Feature[]): { filter: string; ids: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const impact of impacts) {
    if (helps(impact)) continue;
    const [magnitude, likelihood] = [part(impact, 'residual_magnitude'), part(impact, 'residual_likelihood')];
    if (typeof magnitude !== 'number' || typeof likelihood !== 'number') continue;
    const filter = `receptor = ${quoted(parent(impact, 'receptor'))} AND residual_magnitude = ${magnitude} AND residual_likelihood = ${likelihood}`;
    groups.set(filter, [...(groups.get(filter) ?? []), String(impact.id)]);
  }
  return [...groups].map(([filter, ids]) => ({ filter, ids }));
}

async function significanceOf(impacts: Feature[]): Promise<Record<string, Significance>> {
  const found: Record<string, Significance> = {};
  await Promise.all(alike(impacts).map(async ({ filter, ids }) => {
    try {
      const { total, unit, definition } = await get('/api/indicators/{id}', { path: { id: 'largest_significance' }, query: { filter } });
      for (const id of ids) found[id] = { value: total.value, unit, definition };
    } catch {
      // a programme without this indicator, or one who may not read it: the impact stands without its figure
    }
  }));
  return found;
}

/** Whether the work of the task may begin, as its workflow and the rules say. */
async function startOf(task: Feature, type: RecordType | undefined, mayWrite: boolean): Promise<Start> {
  const field = type?.workflow?.field ?? 'status';
  const answer = await get('/api/records/{type}/{id}/transitions', { path: { type: 'task', id: String(task.id) } });
  const step = answer.steps.find(({ to }) => to === 'ongoing') ?? null;
  const goesOn = answer.state === 'ongoing';
  const findings = step || goesOn ? await findingsOf(type, task, mayWrite, { [field]: 'ongoing' }) : [];
  return { state: answer.state ?? '', step, goesOn, findings: findings.filter(({ place }) => place === field) };
}

export async function readScreening(id: string, types: Map<string, RecordType>, mayWrite: boolean): Promise<Screening> {
  const feature = await itemOf('env_screening', id);
  const [task, receptors, impacts, measures] = await Promise.all([
    itemOf('task', parent(feature, 'task')).catch(() => null),
    itemsOf('env_receptor', `screening = ${quoted(id)}`),
    itemsOf('env_impact', `receptor.screening = ${quoted(id)}`),
    itemsOf('env_measure', `impact.receptor.screening = ${quoted(id)}`),
  ]);
  const wanted = task && Array.isArray(part(task, 'hazards')) ? (part(task, 'hazards') as unknown[]).map(text).slice(0, 50) : [];
  const records: [string, Feature][] = [['env_screening', feature], ...(['env_receptor', 'env_impact', 'env_measure'] as const).flatMap((type, index) =>
    [receptors, impacts, measures][index]!.features.map((one): [string, Feature] => [type, one]))];
  const owners = [...new Set([...measures.features.map((measure) => parent(measure, 'owner')), parent(feature, 'screened_by')].filter(Boolean))];
  const [hazards, significance, findings, labels, start] = await Promise.all([
    Promise.all(wanted.map((hazard) => itemOf('hazard', hazard).catch(() => null))),
    significanceOf(impacts.features),
    Promise.all(records.map(async ([type, one]) => [String(one.id), await findingsOf(types.get(type), one, mayWrite)] as const)),
    Promise.all(owners.map(async (owner) => [owner, await labelOf('organisation', owner)] as const)),
    task ? startOf(task, types.get('task'), mayWrite) : null,
  ]);
  return {
    id, feature, task, hazards: hazards.filter((hazard) => hazard !== null), receptors: receptors.features, impacts: impacts.features, measures: measures.features,
    significance, findings: Object.fromEntries(findings), labels: Object.fromEntries(labels), start,
    leftOut: [receptors, impacts, measures].some(({ features, numberMatched }) => (numberMatched ?? 0) > features.length),
  };
}

export const impactsOn = (screening: Screening, receptor: Feature) => screening.impacts.filter((impact) => parent(impact, 'receptor') === receptor.id);
export const measuresFor = (screening: Screening, impact: Feature) => screening.measures.filter((measure) => parent(measure, 'impact') === impact.id);
/** Impacts on which no work starts, as the rule of the model says. */
export const blocking = (screening: Screening) => screening.impacts.filter(({ id }) => (screening.findings[String(id)] ?? []).some(({ rule }) => rule === 'env_impact.major_without_approval'));

export type Lack = { what: 'impact' | 'measure' | 'owner' | 'day'; of: Feature; step: Step };

/** What a whole screening has and this one has not yet. */
export function lacks(screening: Pick<Screening, 'receptors' | 'impacts' | 'measures'>): Lack[] {
  const { receptors, impacts, measures } = screening;
  return [
    ...receptors.filter(({ id }) => !impacts.some((impact) => parent(impact, 'receptor') === id)).map((of): Lack => ({ what: 'impact', of, step: 'impacts' })),
    ...impacts.filter((impact) => !helps(impact) && !measures.some((measure) => parent(measure, 'impact') === impact.id)).map((of): Lack => ({ what: 'measure', of, step: 'measures' })),
    ...measures.filter((measure) => parent(measure, 'owner') === '').map((of): Lack => ({ what: 'owner', of, step: 'measures' })),
    ...measures.filter((measure) => parent(measure, 'due_on') === '').map((of): Lack => ({ what: 'day', of, step: 'measures' })),
  ];
}
