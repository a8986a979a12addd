import { beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';
import { aUnit } from '../support/units.ts';

const NOW = '2026-10-23T02:00:00Z';
const unit = aUnit();
const ADDRESS = unit.contactEmail;
const bounced = (since: string) => ({ kind: 'bounce' as const, since, detail: 'Permanent: 550' });

let world: ReturnType<typeof createRegistryWorld>;
beforeEach(async () => {
  const register = await startRegister();
  world = createRegistryWorld(register.table, '2026-10-01');
  await world.units.put(unit);
  await world.accounts.put({ user: unit.id, role: 'unit', unit: unit.id, active: true });
  await world.units.noteAddressProblem(unit.id, ADDRESS, bounced(NOW));
  return () => register.stop();
});

const dead = async () =>
  schemas.unit.parse((await world.get(`/v1/units/${unit.id}`, NOW)).body).deadAddresses.map(({ address }) => address);

describe('an address that letters did not reach', () => {
  it('is on record until the Office says that it is right', async () => {
    expect(await dead()).toEqual([ADDRESS]);
    expect((await world.revive(unit.id, ADDRESS, NOW)).status).toBe(204);
    expect(await dead()).toEqual([]);
  });

  it('stays right when news of an older letter comes late, or twice', async () => {
    const revivedAt = addSeconds(NOW, 3600);
    await world.revive(unit.id, ADDRESS, revivedAt);
    for (const since of [NOW, addSeconds(revivedAt, -1), revivedAt])
      await world.units.noteAddressProblem(unit.id, ADDRESS, bounced(since));
    expect(await dead()).toEqual([]);
  });

  it('is dead again when a later letter does not arrive', async () => {
    await world.revive(unit.id, ADDRESS, NOW);
    await world.units.noteAddressProblem(unit.id, ADDRESS, bounced(addSeconds(NOW, 1)));
    expect(await dead()).toEqual([ADDRESS]);
  });

  it('cannot be revived when it is not dead, or is of another unit', async () => {
    expect((await world.revive(unit.id, 'khac@x.example', NOW)).status).toBe(404);
    expect((await world.revive('so-tu-phap', ADDRESS, NOW)).status).toBe(404);
    await world.revive(unit.id, ADDRESS, NOW);
    expect((await world.revive(unit.id, ADDRESS, NOW)).status).toBe(404);
  });

  it('is the Office’s business alone', async () => {
    expect((await world.revive(unit.id, ADDRESS, NOW, unit.id)).status).toBe(403);
    expect(await dead()).toEqual([ADDRESS]);
  });

  it('keeps what is wrong with the others', async () => {
    const head = 'thutruong@x.example';
    await world.units.put({ ...unit, headEmail: head });
    await world.units.noteAddressProblem(unit.id, head, bounced(NOW));
    await world.revive(unit.id, ADDRESS, NOW);
    expect(await dead()).toEqual([head]);
  });
});
