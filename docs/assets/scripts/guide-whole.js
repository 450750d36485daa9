/**
 * The whole guide, narrowed to what can occur with some answers: on screen and on paper, while the whole view is open.
 * guide-app.js loads this the first time that view opens. What can occur is proved and stands on the page, as written in
 * macros/guides/render_marks.py. All words: templates/narrow.html.
 *
 * Whatever moves the reader undoes everything first, so that the guide finds its static part as it was.
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

(function () {
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const root = document.documentElement;
  const box = document.querySelector('[data-narrow]');
  const form = box.querySelector('form');
  const status = box.querySelector('[role="status"]');
  const words = form.dataset;
  const { questions, top, marks, sets } = JSON.parse(document.querySelector('.guide-marks').textContent);
  const named = (hash) => document.getElementById(hash.slice(1));
  const within = (place) => Boolean(place && place.closest('.left-out'));
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  /** What a selector finds in the static part of the page, never in the guide's own copies. */
  const statics = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.closest('.guide-static'));

  const capitals = (text) => [...text].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
  const numbers = marks.match(/[A-Z]*[0-9a-z]/g).map((mark) => capitals(mark.slice(0, -1)) * 36 + parseInt(mark.slice(-1), 36));
  /** By element: the number of its set. */
  const marked = new Map(statics('[data-for]').map((one, place) => [one, numbers[place]]));
  const links = statics('a[href^="#"]').map((link) => ({ link, href: link.hash }));
  if (marked.size !== numbers.length) return; // something has changed the page: leave it whole
  const law = statics('li[id^="law-"]');
  const rules = statics('.rules');
  const asked = statics('[data-question]');
  const results = statics('[data-result]');
  /** Each heading of questions or results: itself with what introduces them, and these. */
  const groups = statics('h2.guide-static').map((heading) => {
    const head = [heading];
    const items = [];
    for (let next = heading.nextElementSibling; next && !next.matches('h2'); next = next.nextElementSibling) {
      (next.matches('[data-question], [data-result]') ? items : head).push(next);
    }
    return { head, items };
  }).filter(({ items }) => items.length);

  const selects = questions.map((id, number) => {
    const place = document.getElementById(id);
    const line = document.createElement('p');
    const label = document.createElement('label');
    const select = document.createElement('select');
    label.htmlFor = select.id = 'guide-narrow-' + number;
    label.textContent = place.querySelector('[data-ask]').textContent;
    select.add(new Option(words.any, ''));
    place.querySelectorAll('[data-option]').forEach((option) => {
      select.add(new Option(option.querySelector('[data-label]').textContent, option.dataset.option));
    });
    line.append(label, select);
    form.querySelector('fieldset').append(line);
    return select;
  });
  const used = new Set(); // selects in which the reader has picked: they are filled by nothing else
  const hushed = []; // marks between links that are left out, each with its text
  let open = false; // whether the whole view stood open before

  // Which choices are picked, and what can occur with them

  const size = selects.reduce((choices, select) => choices * (select.length - 1), 1);
  const count = sets.length / Math.ceil(size / 6);

  /** @param {HTMLSelectElement} [without] counts as "All" @returns {number[]} the choices that fit the selects */
  const picks = (without) => selects.reduce((before, select) => {
    const free = !select.value || select === without;
    const options = [...Array(select.length - 1).keys()].filter((option) => free || option === select.selectedIndex - 1);
    return before.flatMap((number) => options.map((option) => number * (select.length - 1) + option));
  }, [0]);

  /** @param {number} set @param {number[]} choices @returns {boolean} whether the set has one of them */
  const has = (set, choices) => choices.some((choice) =>
    (DIGITS.indexOf(sets[Math.floor(choice / 6) * count + set]) >> (choice % 6)) & 1);

  /** Whether what is picked here can be answered with all else that is picked, or is then not asked at all. */
  function goes(select) {
    const place = document.getElementById(questions[selects.indexOf(select)]);
    const option = place.querySelector('[data-option="' + select.value + '"]');
    const set = (...nodes) => marked.get(nodes.find((node) => marked.has(node))) ?? top;
    return !select.value || has(set(option, place), picks()) || !has(set(place), picks(select));
  }

  const picked = (select) => select.selectedOptions[0].textContent;

  // Leave out, and put back

  /** The word at the start of the last rule of a list: another one where it is the only rule left. */
  function reword(list, from, to) {
    const text = list.lastElementChild.firstChild;
    if (list.children.length > 1 && text.data && text.data.trim() === from) text.data = text.data.replace(from, to);
  }

  /** Whether something only stands between two links, as a comma does. */
  const isMark = (text) => text && text.nodeType === Node.TEXT_NODE && text.data.trim() && text.length < 6
    && [text.previousSibling, text.nextSibling].every((one) => one && one.localName === 'a');

  /** @returns {HTMLElement[]} a link, with those that follow or precede it with nothing but marks between */
  function listed(link) {
    const found = [link];
    for (let mark = link.previousSibling; isMark(mark); mark = found[0].previousSibling) found.unshift(mark.previousSibling);
    for (let mark = link.nextSibling; isMark(mark); mark = found[found.length - 1].nextSibling) found.push(mark.nextSibling);
    return found;
  }

  function undo() {
    hushed.splice(0).forEach(([mark, text]) => { mark.data = text; });
    document.querySelectorAll('.left-out, .guide-passed').forEach((one) => one.classList.remove('left-out', 'guide-passed'));
    links.forEach(({ link, href }) => {
      if (link.dataset.gone) link.href = href;
      delete link.dataset.gone;
    });
    rules.forEach((list) => reword(list, words.every, words.otherwise));
    root.classList.remove('guide-narrowed');
  }

  function narrow() {
    undo();
    if (!selects.some((select) => select.value)) return;
    root.classList.add('guide-narrowed');
    const leave = (one, out) => one.classList.toggle('left-out', out);
    const choices = picks();
    const there = [...Array(count).keys()].map((set) => has(set, choices));
    marked.forEach((set, one) => leave(one, !there[set]));
    // Of a question that is only passed over, its heading and where it leads.
    asked.forEach((one) => one.classList.toggle('guide-passed',
      [...one.querySelectorAll('[data-option], [data-none], [data-blank]')].every(within)));
    groups.forEach(({ head, items }) => head.forEach((one) => leave(one, items.every(within))));
    rules.forEach((list) => {
      if ([...list.children].slice(0, -1).every(within)) reword(list, words.otherwise, words.every);
    });
    const seen = links.filter(({ link }) => link.checkVisibility ? link.checkVisibility() : !within(link));
    const cited = new Set(seen.map(({ href }) => href));
    law.forEach((entry) => leave(entry, !cited.has('#' + entry.id)));
    // A condition may name questions that are left out: no link leads there, and of several they need not be read.
    const gone = new Set(seen.filter(({ href }) => within(named(href))).map(({ link }) => link));
    gone.forEach((link) => {
      link.removeAttribute('href');
      if (listed(link).every((other) => gone.has(other))) link.dataset.gone = words.gone;
      else leave(link, true);
    });
    gone.forEach((link) => {
      const mark = [link.previousSibling, link.nextSibling].find((text) => isMark(text) && text.data);
      if (!within(link) || !mark) return;
      hushed.push([mark, mark.data]);
      mark.data = '';
    });
  }

  /** Narrow, and say what is left. @param {string[]} news what to say before that */
  function update(...news) {
    narrow();
    selects.forEach((select, number) => { select.parentElement.hidden = within(document.getElementById(questions[number])); });
    const asking = selects.filter((select) => select.value && !select.parentElement.hidden);
    box.querySelector('.paper-only ul').replaceChildren(...asking.map((select) => {
      const line = document.createElement('li');
      line.textContent = select.labels[0].textContent + ' ' + picked(select);
      return line;
    }));
    const left = (all) => all.filter((one) => !within(one)).length;
    const said = [...news, say(asking.length ? words.left : words.all, {
      questions: asked.length, results: results.length, left: left(asked), ends: left(results),
    })].join(' ');
    if (status.textContent !== said) status.textContent = said;
  }

  // What the selects start with, and what the reader does

  /** The guide's answers so far, or else the nation chosen for the site. */
  function answers() {
    const { questions: all } = JSON.parse(document.querySelector('.guide-logic').textContent);
    const kept = (history.state && history.state.held) || []; // where the page was loaded again
    const given = new Map([...kept, ...CommonsSense.engine.parseAddress(document.querySelector('[data-back-to]').hash).answers]);
    const nation = CommonsSense.store && CommonsSense.store.read('nation', (value) => typeof value === 'string').value;
    all.filter((one) => one.shared === 'nation' && !given.has(one.id)).forEach((one) => given.set(one.id, nation));
    return given;
  }

  /** Fill the selects that nobody has used; only where the reader comes to see them, for nothing is left out silently. */
  function fill() {
    const given = location.hash === '#all' ? answers() : new Map();
    return selects.filter((select, number) => {
      if (used.has(select)) return false;
      select.value = given.get(questions[number]) || '';
      if (select.selectedIndex < 0 || !selects.every(goes)) select.value = '';
      return select.value;
    });
  }

  /** The reader has come here, from the guide or by a link: what the address names is never left out. */
  function arrive(event) {
    const came = !open;
    open = root.classList.contains('guide-whole');
    if (!open) return;
    const filled = came ? fill() : [];
    const target = named(location.hash);
    narrow();
    if (within(target)) {
      selects.forEach((select) => { select.value = ''; });
      update(words.opened);
    } else update(...(filled.length ? [say(words.filled, { answers: filled.map(picked).join(', ') })] : []));
    if (target && (came || event)) target.scrollIntoView();
  }

  form.addEventListener('change', ({ target }) => {
    const back = [];
    used.add(target);
    selects.forEach((select) => {
      if (select === target || goes(select)) return;
      back.push(say(words.clash, { answers: picked(select) }));
      select.value = '';
    });
    update(...back);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  // Before the guide opens what the address says, and after it; the link back to the questions makes no popstate.
  window.addEventListener('popstate', undo, true);
  window.addEventListener('popstate', arrive);
  document.querySelector('[data-return]').addEventListener('click', () => {
    undo();
    setTimeout(arrive); // the link may have opened another tab
  });
  CommonsSense.load('styles/guide-whole.css').then(() => {
    box.hidden = false;
    arrive();
  }, () => {}); // without its style nothing can be left out
})();
