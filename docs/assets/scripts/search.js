/**
 * Search: the theme's own search code, fetched when a reader first opens it, and mended where it leaves
 * keyboard users out. It is about 35 kB, and it loads the whole index as soon as it runs; a page that is only read
 * needs neither.
 */
'use strict';

(function () {
  var panel = document.getElementById('search');
  var code = document.getElementById('search-code');
  if (!panel || !code || !panel.showPopover) return;
  var query = panel.querySelector('.search__query');
  var list = panel.querySelector('.search__list');
  var loaded = false;

  /** The theme believes its search to be open always: the popover decides that, and must not be undone. */
  function holdOpen() {
    var toggle = document.getElementById('__search');
    toggle.checked = true;
    toggle.addEventListener('click', function (event) { event.preventDefault(); });
  }

  /**
   * The theme listens on window for single letters (f, s, /, p, n) and takes Tab for "close". WCAG 2.1.4 bars the first
   * and readers need the second, so no key goes so far up. Listen on document, not on window.
   */
  function keepKeys() {
    document.addEventListener('keydown', function (event) { event.stopPropagation(); });
  }

  function load() {
    if (loaded) return;
    loaded = true;
    holdOpen();
    keepKeys();
    var script = document.createElement('script');
    script.src = code.content.querySelector('script[src]').getAttribute('src');
    script.addEventListener('error', function () { panel.querySelector('.search__body').hidden = true; });
    document.body.append(script);
  }

  /** Results come with links out of the tab order and with headings that would break the page's own outline. */
  function mendResults() {
    list.querySelectorAll('[tabindex="-1"]').forEach(function (link) { link.removeAttribute('tabindex'); });
    list.querySelectorAll('h1, h2, h3, h4, article').forEach(function (part) { part.setAttribute('role', 'presentation'); });
  }

  /** @returns {HTMLElement[]} what the arrow keys visit, in order */
  function stops() {
    return [query].concat(Array.from(list.querySelectorAll('a, summary')).filter(function (stop) {
      return stop.checkVisibility ? stop.checkVisibility() : stop.offsetParent;
    }));
  }

  panel.addEventListener('toggle', function (event) {
    if (event.newState === 'open') load();
  });
  panel.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { // at once: a search field would take the first Escape to empty itself
      event.preventDefault();
      panel.hidePopover();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    var all = stops();
    var at = all.indexOf(document.activeElement);
    var next = all[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
  // The theme reads the field on keyup alone: speech, paste by mouse and the field's own cross make none.
  query.addEventListener('input', function () { query.dispatchEvent(new KeyboardEvent('keyup')); });
  panel.querySelector('form').addEventListener('submit', function (event) {
    event.preventDefault();
    var first = list.querySelector('a');
    if (first) first.focus();
  });
  new MutationObserver(mendResults).observe(list, { childList: true, subtree: true });
})();
