/** What this browser keeps for the site, in words, and one button that clears it. */
'use strict';

(function () {
  const root = document.querySelector('[data-device]');
  if (!root || !CommonsSense.store) return;
  const attempt = CommonsSense.store.attempt;
  const part = (name) => root.querySelector('[data-' + name + ']');
  const kinds = {
    'checklist': ['checklist', 'checklists'],
    'guide': ['guide', 'guides'],
    'case': ['case file', 'case files'],
    'scheme': ['choice of colours', 'choices of colours'],
    'set-aside': ['thing that could not be read', 'things that could not be read'],
    'other': ['other setting', 'other settings'],
  };

  /** All that this site keeps, by whole key; null where storage is barred. @returns {Record<string, string>|null} */
  function everything() {
    return attempt((area) => Object.fromEntries(Object.entries(area).filter(([key]) => /^commons-sense[:.]/.test(key))), null);
  }

  /** @param {Record<string, string>} kept @returns {boolean} whether all of it is gone */
  function clear(kept) {
    return attempt((area) => { Object.keys(kept).forEach((key) => area.removeItem(key)); return true; }, false);
  }

  /** Put back what `everything` gave. @param {Record<string, string>} kept @returns {boolean} whether all of it is back */
  function restore(kept) {
    return attempt((area) => { Object.entries(kept).forEach(([key, text]) => area.setItem(key, text)); return true; }, false);
  }

  /** @returns {string} the title of what a key holds, or nothing */
  function title(text) {
    try {
      const value = JSON.parse(text);
      return value && typeof value.title === 'string' ? value.title : '';
    } catch (fault) {
      return '';
    }
  }

  /** @returns {string[]} for example "1 checklist: A decision report" */
  function inWords(kept) {
    const found = {};
    Object.entries(kept).forEach(([key, text]) => {
      const kind = key.split(/[:.]/)[1];
      (found[Object.hasOwn(kinds, kind) ? kind : 'other'] ||= []).push(title(text));
    });
    return Object.keys(kinds).filter((kind) => found[kind]).map((kind) => {
      const count = found[kind].length;
      const titles = found[kind].filter(Boolean).join('; ');
      return count + ' ' + kinds[kind][count > 1 ? 1 : 0] + (titles && ': ' + titles);
    });
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  function show() {
    const kept = everything();
    const words = kept && inWords(kept);
    const list = element('ul', '');
    if (words) list.append(...words.map((line) => element('li', line)));
    part('kept').replaceChildren(...(
      !kept ? [element('p', 'This browser bars this site from keeping anything, so there is nothing to clear.')]
        : !words.length ? [element('p', 'This site keeps nothing in this browser.')]
          : [element('p', 'This site keeps in this browser, on this device:'), list]));
    part('clear-all').hidden = !words || !words.length;
  }

  part('clear-all').addEventListener('click', () => {
    const kept = everything();
    if (!clear(kept)) {
      part('said').textContent = 'The browser would not clear it. Clear the site data in the settings of the browser.';
      return;
    }
    const undo = element('button', 'Undo');
    undo.type = 'button';
    undo.className = 'button button--quiet';
    undo.addEventListener('click', () => {
      part('said').textContent = restore(kept) ? 'Put back.' : 'The browser would not put all of it back.';
      show();
      part('clear-all').focus();
    });
    show();
    part('said').replaceChildren(element('span', 'Cleared. You can undo this until you leave the page. '), undo);
    undo.focus();
  });

  window.addEventListener('storage', show);
  part('plain').hidden = true;
  part('live').hidden = false;
  show();
})();
