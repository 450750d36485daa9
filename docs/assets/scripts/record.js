/** The record of reasons below a guide's results: loads what makes it, the first time that a result is shown. */
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
      await Promise.all(['styles/record.css', ...['markdown', 'record-why', 'record-model', 'record-keep', 'record-form'].map((name) => 'scripts/' + name + '.js')].map(load));
    } catch (fault) {
      result.mount.textContent = 'The record of reasons could not be loaded. Reload the page, or print this result.';
      return;
    }
    if (latest === result) CommonsSense.recordForm(result);
  }

  if (!guide || 'embed' in guide.dataset) return; // an embedded guide keeps nothing
  CommonsSense.load = load;
  document.addEventListener('commons-sense:result', (event) => show(event.detail));
  if (CommonsSense.guide && CommonsSense.guide.now) show(CommonsSense.guide.now);
})();
