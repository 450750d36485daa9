/**
 * The shell of every page: colours, sheets that open over the page, wide tables, printing.
 * Contents and search open and close without it (native popovers); it makes them say so to older
 * screen readers and keeps focus from slipping behind them.
 */
'use strict';
var CommonsSense = window.CommonsSense || {};

(function () {
  var root = document.documentElement;

  /** Colours: one button, pressed when dark. A choice equal to the device's is forgotten. */
  function scheme() {
    var button = document.querySelector('[data-cs-scheme-toggle]');
    if (!button) return;
    var device = matchMedia('(prefers-color-scheme: dark)');
    var isDark = function () {
      return root.dataset.csScheme ? root.dataset.csScheme === 'dark' : device.matches;
    };
    var say = function () { button.setAttribute('aria-pressed', String(isDark())); };
    button.addEventListener('click', function () {
      var dark = !isDark();
      if (dark === device.matches) delete root.dataset.csScheme;
      else root.dataset.csScheme = dark ? 'dark' : 'light';
      try {
        if (root.dataset.csScheme) localStorage.setItem('commons-sense:scheme', root.dataset.csScheme);
        else localStorage.removeItem('commons-sense:scheme');
      } catch (error) { /* storage is barred: the choice lasts for this page */ }
      say();
    });
    device.addEventListener('change', say);
    say();
  }

  /**
   * A sheet is a popover with buttons that open it. While it is open, focus that leaves it closes it:
   * what has the focus must never be hidden behind it.
   * @param {HTMLElement} sheet
   */
  function sheet(sheet) {
    var openers = document.querySelectorAll('[popovertarget="' + sheet.id + '"]:not([popovertargetaction])');
    var say = function (open) {
      openers.forEach(function (opener) { opener.setAttribute('aria-expanded', String(open)); });
    };
    if (!sheet.showPopover) return;
    say(false);
    sheet.addEventListener('toggle', function (event) { say(event.newState === 'open'); });
    sheet.addEventListener('focusout', function (event) {
      var next = event.relatedTarget;
      if (next && !sheet.contains(next) && sheet.matches(':popover-open')) sheet.hidePopover();
    });
    sheet.addEventListener('click', function (event) {
      if (event.target.closest('a') && sheet.matches(':popover-open')) sheet.hidePopover();
    });
  }

  /** Where the contents come to stand beside the text, an open sheet of them has no place. */
  function standing() {
    var contents = document.querySelector('.contents--standing');
    if (!contents || !contents.showPopover) return;
    matchMedia('(min-width: 64rem)').addEventListener('change', function () {
      if (contents.matches(':popover-open')) contents.hidePopover();
    });
  }

  /** Put each table that can be wider than the text into a box that scrolls and takes the focus while it does. */
  function tables() {
    var boxes = [];
    document.querySelectorAll('.prose table').forEach(function (table, index) {
      if (table.closest('.table-scroll')) return;
      var box = document.createElement('div');
      box.className = 'table-scroll';
      var caption = table.querySelector('caption');
      box.dataset.csName = caption ? caption.textContent.trim() : 'Table ' + (index + 1);
      table.replaceWith(box);
      box.append(table);
      boxes.push(box);
    });
    var mark = function () {
      boxes.forEach(function (box) {
        var wide = box.scrollWidth > box.clientWidth + 1;
        if (wide) {
          box.tabIndex = 0;
          box.setAttribute('role', 'region');
          box.setAttribute('aria-label', box.dataset.csName + ' (scrolls sideways)');
        } else {
          box.removeAttribute('tabindex');
          box.removeAttribute('role');
          box.removeAttribute('aria-label');
        }
      });
    };
    if (!boxes.length) return;
    mark();
    window.addEventListener('resize', mark);
  }

  /** A link to something inside a closed <details> opens it; so does printing, where CSS alone cannot. */
  function disclosures() {
    var reveal = function () {
      var name = location.hash.slice(1);
      try { name = decodeURIComponent(name); } catch (_) { return; } // a cut link: no id of ours
      var target = name && document.getElementById(name);
      if (!target) return;
      for (var box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
      target.scrollIntoView();
    };
    window.addEventListener('hashchange', reveal);
    if (location.hash) reveal();
    if (CSS.supports('selector(::details-content)')) return;
    var closed = [];
    window.addEventListener('beforeprint', function () {
      closed = Array.from(document.querySelectorAll('.prose details:not([open])'));
      closed.forEach(function (box) { box.open = true; });
    });
    window.addEventListener('afterprint', function () {
      closed.forEach(function (box) { box.open = false; });
    });
  }

  /**
   * Print the page.
   * @param {{large?: boolean}} [options] large: 16 pt type, for readers who need it
   */
  function print(options) {
    root.classList.toggle('large-print', Boolean(options && options.large));
    window.addEventListener('afterprint', function () { root.classList.remove('large-print'); }, { once: true });
    window.print();
  }

  function printing() {
    document.querySelectorAll('[data-cs-print]').forEach(function (button) {
      button.addEventListener('click', function () { print({ large: button.dataset.csPrint === 'large' }); });
    });
  }

  scheme();
  document.querySelectorAll('.contents[popover], .search[popover]').forEach(sheet);
  standing();
  tables();
  disclosures();
  printing();
  CommonsSense.print = print;
})();

window.CommonsSense = CommonsSense;
