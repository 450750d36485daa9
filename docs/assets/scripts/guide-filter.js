/** A box that narrows a long list of answers while one types. What is picked stays in sight. */
'use strict';

(function () {
  const LONG = 10;
  const field = document.querySelector('[data-field]');
  if (!field) return;

  function narrow() {
    const items = Array.from(field.querySelectorAll('.options > li'));
    if (items.length <= LONG || field.querySelector('.guide-filter')) return;
    const label = Object.assign(document.createElement('label'), { textContent: 'Type to narrow the list', htmlFor: 'guide-filter' });
    const box = Object.assign(document.createElement('input'), { type: 'search', id: 'guide-filter', autocomplete: 'off' });
    const said = Object.assign(document.createElement('p'), { className: 'guide-filter__said' });
    const all = Object.assign(document.createElement('div'), { className: 'guide-filter' });
    said.setAttribute('role', 'status');
    all.append(label, box, said);
    field.prepend(all);
    box.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); }); // it is no answer
    box.addEventListener('input', () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      items.forEach((item) => {
        const text = item.textContent.toLowerCase();
        item.hidden = !words.every((word) => text.includes(word)) && !item.querySelector(':checked') && item.dataset.none === undefined;
      });
      const shown = items.filter((item) => !item.hidden).length;
      said.textContent = shown === items.length ? '' : shown + (shown === 1 ? ' answer shown' : ' answers shown');
    });
  }

  new MutationObserver(narrow).observe(field, { childList: true });
  narrow();
})();
