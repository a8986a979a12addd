import { parentPort, workerData } from 'node:worker_threads';
import { synthTemplate } from '../synth.ts';

const { settings, outdir }: { settings: Record<string, unknown>; outdir: string } = workerData;
parentPort?.postMessage(synthTemplate(settings, { outdir }).template);
