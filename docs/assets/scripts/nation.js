/**
 * The nation that a reader chose for the site. It is kept as `commons-sense:nation`, stands on <html data-nation> for style
 * sheets (which mark elements whose data-nations lack it), and fills the shared answer of guides. It is told as
 * `commons-sense:nation` on the document.
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

(function () {
  const form = document.querySelector('[data-nation-chooser]');
  const store = CommonsSense.store;
  if (!form || !store) return;
  const choice = form.querySelector('select');
  const said = form.querySelector('[data-nation-said]');
  const NATIONS = Array.from(choice.options, (option) => option.value).filter(Boolean);

  /** @returns {string} the nation that is kept, or nothing */
  const kept = () => store.read('nation', (value) => NATIONS.includes(value)).value || '';

  /** @param {string} nation or nothing */
  function show(nation) {
    choice.value = nation;
    if (nation) document.documentElement.dataset.nation = nation;
    else delete document.documentElement.dataset.nation;
    document.dispatchEvent(new CustomEvent('commons-sense:nation', { detail: nation }));
  }

  choice.addEventListener('change', () => {
    const nation = choice.value;
    const safe = nation ? store.write('nation', nation) : store.remove('nation');
    const name = choice.selectedOptions[0].textContent;
    show(nation);
    said.textContent = (nation ? 'What is not for ' + name + ' is marked or left out where we know it. Guides take it as your answer about the nation.' : 'Nothing is marked.')
      + (safe ? '' : ' This browser does not keep the choice: it lasts for this page.');
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  store.watch('nation', () => show(kept()));
  window.addEventListener('pageshow', () => { if (kept()) show(kept()); }); // the browser may have put an old choice back
  if (kept()) show(kept());
})();
