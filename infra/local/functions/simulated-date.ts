/**
 * Replaces `Date` in this realm with one whose idea of now is `now()`; everything else stays as it is. A worker does
 * this before it loads a function, so that the function's host shows the simulated clock.
 */
export function simulateDate(now: () => number): void {
  const RealDate = Date;
  function SimulatedDate(...moment: unknown[]): unknown {
    if (!new.target) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, moment.length > 0 ? moment : [now()], new.target);
  }
  Object.defineProperty(SimulatedDate, 'name', { value: 'Date' });
  Object.defineProperty(SimulatedDate, 'length', { value: RealDate.length });
  // The prototype is shared, so that dates from the platform and from the function are of one kind.
  SimulatedDate.prototype = RealDate.prototype;
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: SimulatedDate,
    writable: true,
    configurable: true,
  });
  Object.assign(SimulatedDate, { now, parse: RealDate.parse, UTC: RealDate.UTC });
  Object.defineProperty(globalThis, 'Date', { value: SimulatedDate, writable: true, configurable: true });
}
