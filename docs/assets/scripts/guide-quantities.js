/** Amounts, percentages, numbers and days in a guide: the field, what was typed as an address has it, and words. */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.quantities = (function () {
  const element = (tag, text, values) => Object.assign(document.createElement(tag), { textContent: text }, values);
  const unit = (place) => place.querySelector('[data-unit]').textContent;

  /** @param {object} question of the logic @param {HTMLElement} place its static part @param {string} [before] @returns {HTMLElement} */
  function field(question, place, before) {
    const box = element('p', '', { className: 'guide-quantity' });
    const input = element('input', '', {
      type: question.type === 'date' ? 'date' : 'text', id: 'guide-answer-0', name: 'answer', value: before || '', autocomplete: 'off',
      inputMode: question.decimals || question.type === 'money' || question.type === 'percent' ? 'decimal' : 'numeric',
    });
    const label = element('label', question.type === 'date' ? 'Day' : question.type === 'money' ? '£' : '', { htmlFor: input.id, id: 'guide-unit' });
    const after = element('span', ['number', 'percent'].includes(question.type) ? unit(place) : '', { id: 'guide-unit-after' });
    input.setAttribute('aria-labelledby', 'guide-ask guide-unit guide-unit-after');
    input.setAttribute('aria-describedby', 'guide-hint guide-bounds guide-error');
    box.append(label, input, after);
    const bounds = place.querySelector('small');
    if (bounds) box.append(Object.assign(bounds.cloneNode(true), { id: 'guide-bounds' }));
    return box;
  }

  /** "Enter an amount." → "Enter an amount, from £0 to £5,000." @returns {string} */
  function bounded(words, place) {
    const bounds = place.querySelector('[data-blank] small');
    return bounds ? words.replace(/\.$/, '') + ', ' + bounds.textContent + '.' : words;
  }

  /** "£ 1,200.5" → "1200.5"; "007" → "7"; what is no number stays as it is and is refused. @returns {string} */
  function typed(question, text) {
    if (question.type === 'date') return text;
    return text.replace(/[£%,\s\u00a0]/g, '').replace(/^\u2212/, '-').replace(/\.$/, '').replace(/^(-?)\./, '$10.').replace(/^(-?)0+(?=\d)/, '$1');
  }

  /** "1200.50" → "£1,200.50"; "2026-11-23" → "23 November 2026". @returns {string} */
  function said(question, text, place) {
    if (question.type === 'date') {
      return new Date(text + 'T00:00:00Z').toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    }
    const [whole, rest] = text.split('.');
    // Digits are grouped as text: a float would lose pence in large sums.
    const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + (question.type === 'money' ? rest.padEnd(2, '0') : rest) : '');
    if (question.type === 'money') return digits.replace(/^-?/, '$&£');
    return digits + ' ' + unit(place);
  }

  return { bounded, field, said, typed };
})();
