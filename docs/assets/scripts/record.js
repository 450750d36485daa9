/** Loads what a guide's page may need later: the record of reasons at its first result, the form that narrows the whole. */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

(function () {
  const guide = document.querySelector('.guide[data-guide]');
  const loaded = new Map();

  /**
   * Add a file of ours to the page, once.
   * @param {string} path below assets/: a script or a style sheet
   * @returns {Promise<void>} fails where the file does not come; may then be tried again
   */
  function load(path) {
    if (!loaded.has(path)) {
      loaded.set(path, new Promise((done, fail) => {
        const address = guide.dataset.root + 'assets/' + path;
        const added = Object.assign(document.createElement(path.endsWith('.css') ? 'link' : 'script'),
          path.endsWith('.css') ? { rel: 'stylesheet', href: address } : { src: address, async: false });
        added.onload = () => done();
        added.onerror = () => {
          loaded.delete(path);
          added.remove();
          fail(new Error('Could not load ' + address));
        };
        document.head.append(added);
      }));
    }
    return loaded.get(path);
  }

  let latest;
  async function show(result) {
    latest = result;
    try {
      await Promise.all(['styles/record.css', ...['markdown', 'record-why', 'record-model', 'record-keep', 'record-form'].map((name) => 'scripts/' + name + '.js')].map(load)
        .concat(load('made/law-' + guide.dataset.guide + '.js').catch(() => {}))); // without it, less is said of how law was read
      if (latest === result) CommonsSense.recordForm(result);
    } catch (fault) {
      result.mount.replaceChildren(Object.assign(document.createElement('p'), {
        role: 'status', textContent: 'The record of reasons could not be loaded. Reload the page, or print this result.',
      }));
      console.error(fault);
    }
  }

  if (!guide || 'embed' in guide.dataset) return; // an embedded guide keeps nothing
  CommonsSense.load = load;
  const root = document.documentElement;
  function whole() { // guide-app.js says so when the whole guide is opened; without the script it stays whole
    if (root.classList.contains('guide-whole') && document.querySelector('[data-narrow]')) load('scripts/guide-whole.js').catch(() => {});
  }
  new MutationObserver(whole).observe(root, { attributeFilter: ['class'] });
  whole();
  document.addEventListener('commons-sense:result', (event) => show(event.detail));
  if (CommonsSense.guide && CommonsSense.guide.now) show(CommonsSense.guide.now);
})();
