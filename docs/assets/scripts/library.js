/**
 * The library's two conveniences: the filter of the case studies, and buttons that copy a clause.
 * Without this script the filter and the buttons stay hidden; every word is on the page.
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.library = (function () {
  /**
   * Show the items of a list that hold every word typed and every choice made. A choice named "theme" is compared with
   * the item's data-theme, which holds one or more values with spaces between.
   * @param {HTMLFormElement} form names its list in data-filters, and what it counts in data-one and data-many
   */
  function filter(form) {
    const list = document.getElementById(form.dataset.filters);
    const count = form.querySelector('[role="status"]');
    const field = form.querySelector('input[type="search"]');
    const choices = Array.from(form.querySelectorAll('[data-filter]'));
    if (!list || !count || !field) return;
    const items = Array.from(list.children);
    const texts = items.map((item) => plain(item.textContent));
    const named = (number) => number + ' ' + (number === 1 ? form.dataset.one : form.dataset.many);

    /** @param {HTMLElement} item @param {string} text @param {string[]} words @returns {boolean} */
    function fits(item, text, words) {
      return words.every((word) => text.includes(word))
        && choices.every((choice) => !choice.value || (item.dataset[choice.dataset.filter] || '').split(' ').includes(choice.value));
    }

    function update() {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((item, place) => {
        item.hidden = !fits(item, texts[place], words);
        if (!item.hidden) shown += 1;
      });
      const said = shown === 0 ? 'None fits. Take a word away, or press Show all.'
        : shown === items.length ? named(shown) : shown + ' of ' + named(items.length);
      if (count.textContent !== said) count.textContent = said;
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', update);
    form.addEventListener('reset', () => setTimeout(update)); // the fields are emptied after this event
    window.addEventListener('pageshow', update); // a browser that goes back fills the fields again
    form.hidden = false;
    update();
  }

  /** @param {string} text @returns {string} in small letters and without accents, so that "Taff" finds "Tâff" */
  function plain(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  }

  /**
   * A button that copies the words of the element named in data-copy. Where the browser will not copy, the words are
   * selected and the reader is told which keys to press.
   * @param {HTMLButtonElement} button
   */
  function copier(button) {
    const words = document.getElementById(button.dataset.copy);
    const line = button.parentElement;
    const status = line && line.querySelector('[role="status"]');
    if (!words || !status) return;

    /** @param {string} said it is emptied first, so that the same words are spoken again */
    function say(said) {
      status.textContent = '';
      setTimeout(() => { status.textContent = said; }, 50);
    }

    function select() {
      const range = document.createRange();
      range.selectNodeContents(words);
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      say('Selected. Press Ctrl and C, or Command and C, to copy.');
    }

    button.addEventListener('click', () => {
      if (!navigator.clipboard) select();
      else navigator.clipboard.writeText(words.textContent.trim()).then(() => say('Copied'), select);
    });
    line.hidden = false;
  }

  document.querySelectorAll('form.filter[data-filters]').forEach(filter);
  document.querySelectorAll('[data-copy]').forEach(copier);
  return { filter, copier };
})();
