/**
 * What a reader typed into the records of one guide, kept in this browser: one record for each matter, found again by its
 * answers. A record in use goes along when the answers change, until the reader starts again; none is ever written over.
 *
 * @typedef {object} Kept
 * @property {string} id
 * @property {string} address the answers that it was last used with, `#v=3&…`
 * @property {string} changed the day of the last change, 2026-11-23
 * @property {Record<string, string>} fields what stands in the form beside the reasons
 * @property {Record<string, {label: string, text: string}>} reasons by what asks for them; the label names those set aside
 *
 * @typedef {object} Tell told of what the reader must know
 * @property {function(string, boolean): void} broken the text that could not be read, and whether it is set aside safely
 * @property {function(boolean): void} kept whether the browser keeps what is typed
 * @property {function(): void} changed another tab changed the record in use
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

/** @param {string} name in the store @param {object} about what stands beside the records there @param {Tell} tell */
CommonsSense.recordKeep = function (name, about, tell) {
  const store = CommonsSense.store;
  const isTexts = (value) => isObject(value) && Object.values(value).every((text) => typeof text === 'string');
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const isRecord = (one) => isObject(one) && ['id', 'address', 'changed'].every((key) => typeof one[key] === 'string')
    && isTexts(one.fields) && isObject(one.reasons)
    && Object.values(one.reasons).every((reason) => isTexts(reason) && 'text' in reason && 'label' in reason);
  const isSound = (value) => isObject(value) && Array.isArray(value.records) && value.records.every(isRecord);
  const fresh = (address) => ({ id: Date.now().toString(36) + Math.random().toString(36).slice(2, 8), address, changed: '', fields: {}, reasons: {} });
  const hasText = ({ fields, reasons }) => [...Object.values(fields), ...Object.values(reasons).map(({ text }) => text)].some((text) => text.trim());

  /** @type {Kept[]} */
  let records = [];
  /** @type {Kept|null} */
  let current = null;
  let isKept = true;

  function load() {
    const { state, value, text } = store.read(name, isSound);
    if (state === 'broken') tell.broken(text, store.setAside(name));
    if (state === 'barred' && isKept) say(false);
    // What the browser refused to keep is newer than what it holds.
    const known = new Map([...(value ? value.records : []), ...(isKept ? [] : records)].map((one) => [one.id, one]));
    records = [...known.values()];
  }

  function say(kept) {
    isKept = kept;
    tell.kept(kept);
  }

  function write() {
    load();
    records = [...(hasText(current) ? [current] : []), ...records.filter(({ id }) => id !== current.id)];
    const done = records.length ? store.write(name, { ...about, records }) : store.remove(name);
    if (done !== isKept) say(done);
  }

  store.watch(name, () => {
    if (!current) return;
    load();
    current = records.find(({ id }) => id === current.id) || current;
    tell.changed();
  });

  return {
    /** The record for these answers: the one made with them, else the one in use, else a new one. @returns {Kept} */
    pick(address) {
      load();
      const before = current;
      current = records.find((one) => one.address === address) || records.find(({ id }) => before && id === before.id) || before || fresh(address);
      if (current.address !== address) {
        current.address = address;
        if (hasText(current)) write();
      }
      return current;
    },
    /** @param {function(Kept): void} change made to the record in use, and kept */
    change(change) {
      change(current);
      current.changed = new Date().toISOString().slice(0, 10);
      write();
      return current;
    },
    /** @returns {Kept} what was there, so that it can be put back */
    clear() {
      const before = current;
      current = fresh(before.address);
      records = records.filter(({ id }) => id !== before.id);
      load();
      records = records.filter(({ id }) => id !== before.id);
      const done = records.length ? store.write(name, { ...about, records }) : store.remove(name);
      if (done !== isKept) say(done);
      return before;
    },
    putBack(before) {
      current = before;
      write();
    },
    /** Another matter begins: the next record is a new one. */
    restart() { current = null; },
    /** @returns {Kept[]} the other records with something in them */
    others: () => records.filter((one) => one.id !== current.id && hasText(one)),
    isKept: () => isKept,
    hasText: () => current !== null && hasText(current),
  };
};
