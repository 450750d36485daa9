/**
 * What pages keep in this browser, and nowhere else. Every key starts with "commons-sense:".
 * Nothing here throws: storage may be barred, full, or hold what something else wrote.
 *
 * @typedef {object} Read
 * @property {'kept'|'none'|'broken'|'barred'} state
 * @property {any} [value]   what was kept
 * @property {string} [text] what stands there, where it is broken
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.store = CommonsSense.store || (function () {
  const PREFIX = 'commons-sense:';

  /**
   * @template T
   * @param {function(Storage): T} use
   * @param {T} otherwise what to answer where the browser refuses
   * @returns {T}
   */
  function attempt(use, otherwise) {
    try {
      return use(window.localStorage);
    } catch (refusal) {
      return otherwise;
    }
  }

  /**
   * @param {string} name for example checklist:general-power-report
   * @param {function(any): boolean} sound whether the value has the shape that the page expects
   * @returns {Read}
   */
  function read(name, sound) {
    const text = attempt((area) => area.getItem(PREFIX + name), undefined);
    if (text === undefined) return { state: 'barred' };
    if (text === null) return { state: 'none' };
    try {
      const value = JSON.parse(text);
      if (sound(value)) return { state: 'kept', value };
    } catch (fault) { /* not JSON: broken, as below */ }
    return { state: 'broken', text };
  }

  /** @param {string} name @param {any} value @returns {boolean} whether the browser kept it */
  function write(name, value) {
    return attempt((area) => { area.setItem(PREFIX + name, JSON.stringify(value)); return true; }, false);
  }

  /** @param {string} name @returns {boolean} whether it is gone */
  function remove(name) {
    return attempt((area) => { area.removeItem(PREFIX + name); return true; }, false);
  }

  /** Put what cannot be read under another name, so that nothing is lost. @param {string} name @returns {boolean} */
  function setAside(name) {
    return attempt((area) => {
      area.setItem(PREFIX + 'set-aside:' + Date.now() + ':' + name, area.getItem(PREFIX + name));
      area.removeItem(PREFIX + name);
      return true;
    }, false);
  }

  /** Call back when another tab changes this name, or clears everything. @param {string} name @param {function(): void} changed */
  function watch(name, changed) {
    window.addEventListener('storage', (event) => {
      if (event.key === null || event.key === PREFIX + name) changed();
    });
  }

  return { attempt, read, write, remove, setAside, watch };
})();
