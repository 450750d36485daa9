/**
 * Keeps the ticks and reasons of a checklist in this browser, counts them in words, and makes the copy for a report.
 * The page (macros/checklists/templates) is whole without it; what only it can do is hidden until it runs.
 *
 * @typedef {{done?: boolean, skip?: boolean, why?: string}} Entry  skip: marked as not applying; why: as typed
 * @typedef {{title: string, version: number, items: Record<string, Entry>}} Kept  version: the last whose changes were seen
 * @typedef {'todo'|'done'|'skip'|'reason'} Status  reason: marked as not applying, but without a reason
 *
 * Where the reader chose a nation for the site (nation.js), items of other nations are neither shown nor counted.
 */
'use strict';

(function () {
  const root = document.querySelector('[data-checklist]');
  if (!root || !CommonsSense.store) return;
  const store = CommonsSense.store;
  const NAME = 'checklist:' + root.dataset.checklist;
  const VERSION = Number(root.dataset.version);
  const WORDS = { todo: 'To do', done: 'Done', skip: 'Does not apply', reason: 'Needs a reason' };

  /** @param {string} name of a data- attribute @returns {HTMLElement} */
  const find = (name, within = document) => within.querySelector('[data-' + name + ']');
  const all = (name, within = document) => Array.from(within.querySelectorAll('[data-' + name + ']'));
  const rows = all('item').map((item) => ({
    item, id: item.dataset.item, was: (item.dataset.was || '').split(' ').filter(Boolean),
    done: find('done', item), mark: find('mark', item), why: find('why', item),
  }));

  /** @type {Kept} */
  let kept = fresh();
  let told = VERSION; // the version of what is kept, when the reader was last told of changes
  let others = false; // whether items of other nations are shown all the same
  let unkept = false; // the browser refused the last change, so what stands here is newer than what it keeps

  function fresh() { return { title: root.dataset.title, version: VERSION, items: {} }; }

  const isRecord = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const isSound = (value) => isRecord(value) && Number.isInteger(value.version) && isRecord(value.items)
    && Object.values(value.items).every((entry) => isRecord(entry) && ['string', 'undefined'].includes(typeof entry.why));

  /** @returns {Entry} */
  const entry = (row) => (Object.hasOwn(kept.items, row.id) ? kept.items[row.id] : {});

  /** @returns {Status} */
  function status(row) {
    const { done, skip, why } = entry(row);
    return done === true ? 'done' : skip !== true ? 'todo' : (why || '').trim() ? 'skip' : 'reason';
  }

  // The nation

  const nation = () => document.documentElement.dataset.nation || '';
  const nationName = () => nation().replace(/(^|_)(.)/g, (both, gap, letter) => (gap && ' ') + letter.toUpperCase());
  const covers = (place) => !nation() || !place.dataset.nations || place.dataset.nations.split(' ').includes(nation());
  /** Whether an item counts; all do where the whole checklist is for other nations. */
  const counts = (row) => covers(row.item) || !covers(root);
  const counted = () => rows.filter(counts);

  /** @param {string} fate of the items of other nations @returns {string} what stands here, and for whom */
  function place(fate) {
    const some = counted().length;
    const away = rows.length - some;
    if (!nation()) return 'No nation is chosen, so items of every nation stand here. Each says where it applies.';
    if (!covers(root)) return 'This checklist does not cover ' + nationName() + '. All its items are shown.';
    return some + (some === 1 ? ' item' : ' items') + ' for ' + nationName()
      + (away ? '; ' + away + ' of other nations ' + (away === 1 ? 'is ' : 'are ') + fate : '') + '.';
  }

  // Notices: each has a name, and stands once.

  function element(tag, text, attributes) {
    return Object.assign(document.createElement(tag), { innerText: text || '' }, attributes); // innerText keeps line ends
  }

  function button(text, press) {
    const made = element('button', text, { type: 'button', className: 'button button--quiet' });
    made.addEventListener('click', press);
    return made;
  }

  function notice(name, ...parts) {
    unnotice(name);
    const box = element('div', '', { className: 'notice' });
    box.dataset.notice = name;
    box.append(...parts);
    find('notices').append(box);
  }

  function unnotice(name) { all('notice="' + name + '"').forEach((box) => box.remove()); }

  // Keeping

  function load() {
    const { state, value, text } = store.read(NAME, isSound);
    if (state === 'kept') kept = value;
    else if (state === 'none') kept = fresh();
    else if (state === 'broken') {
      const safe = store.setAside(NAME);
      notice('broken', element('p', 'What this browser kept for this checklist cannot be read, so the list starts empty. '
        + (safe ? 'The text is set aside, not deleted:' : 'Your next tick replaces the text:')),
      element('textarea', text, { readOnly: true, ariaLabel: 'What was kept' }));
    } else refuse();
    rows.forEach((row) => {
      const old = row.was.find((id) => Object.hasOwn(kept.items, id));
      if (old && !Object.hasOwn(kept.items, row.id)) kept.items[row.id] = kept.items[old];
    });
    changes();
  }

  function save() {
    kept.title = root.dataset.title;
    if (!store.write(NAME, kept)) refuse();
    else if (unkept) {
      unnotice('unkept');
      unkept = false;
    }
  }

  function refuse() {
    if (!unkept) {
      notice('unkept', element('p', 'This browser does not keep your changes: its storage is full or barred. You can work '
        + 'through the list, but copy or print it before you leave.'));
    }
    unkept = true;
  }

  /** Say what changed since the version that the reader last saw. */
  function changes() {
    if (kept.version === told) return;
    told = kept.version;
    unnotice('changes');
    if (told === VERSION) return;
    const later = kept.version > VERSION;
    const list = element('ul');
    all('change').filter((change) => Number(change.dataset.change) > kept.version).forEach((change) => {
      list.append(element('li', change.textContent));
    });
    const orphans = Object.keys(kept.items).filter((id) => !rows.some((row) => row.id === id || row.was.includes(id))).length;
    notice('changes', element('p', 'Your ticks were made on version ' + told + '. This is version ' + VERSION + (later
      ? ', an older copy of the page. They are kept.'
      : '. They are kept. Look again at what changed.' + (orphans ? ' Items no longer here: ' + orphans + '.' : ''))),
    ...(list.children.length ? [list] : []), ...(later ? [] : [button('I have seen this', () => {
      change(() => { kept.version = VERSION; });
      changes();
      find('next').focus();
    })]));
  }

  /** Make a change to what is kept now, which another tab may have written, and keep it. */
  function change(make) {
    if (!unkept) load();
    make();
    save();
    render();
  }

  const set = (row, values) => change(() => { kept.items[row.id] = { ...entry(row), ...values }; });

  // Showing

  /** Set a text only where it differs, so that a live region does not speak for nothing. */
  function say(place, text) { if (place.textContent !== text) place.textContent = text; }

  function tally(some) {
    const count = { todo: 0, done: 0, skip: 0, reason: 0 };
    some.forEach((row) => { count[status(row)] += 1; });
    return count;
  }

  /** @returns {string} 3 of 24 done, 2 do not apply, 19 to do */
  function progress() {
    const { todo, done, skip, reason } = tally(counted());
    return done + ' of ' + counted().length + ' done, ' + skip + (skip === 1 ? ' does' : ' do') + ' not apply, ' + (todo + reason) + ' to do'
      + (reason ? ' (' + reason + (reason === 1 ? ' needs' : ' need') + ' a reason)' : '') + '.';
  }

  function render() {
    const chooser = document.getElementById('nation-chooser');
    const away = counted().length < rows.length;
    find('place').hidden = !nation() && !(chooser && find('only'));
    say(find('place-said'), place(others ? 'shown, and not counted' : 'not shown'));
    say(find('others'), !nation() ? 'Choose your nation' : others ? 'Hide them' : 'Show them');
    find('others').hidden = Boolean(nation()) && !away;
    rows.forEach((row) => {
      const state = counts(row) ? status(row) : 'away';
      row.item.hidden = state === 'away' && !others;
      find('skip', row.item).hidden = state === 'away';
      const { why = '' } = entry(row);
      row.done.checked = state === 'done';
      row.mark.checked = state === 'skip' || state === 'reason';
      if (state === 'away') row.done.checked = entry(row).done === true;
      if (row.why.value !== why) row.why.value = why;
      row.item.dataset.state = state;
      say(find('status', row.item), state === 'away' ? 'Not for ' + nationName() + ', not counted'
        : WORDS[state] + (unkept && state !== 'todo' ? ' (not kept)' : ''));
      say(find('paper-why', row.item), row.mark.checked ? why : '');
    });
    all('group').forEach((group) => {
      const { todo, done, skip, reason } = tally(counted().filter((row) => group.contains(row.item)));
      const left = todo + reason;
      const empty = !(left + done + skip);
      find('count', group).classList.toggle('screen-only', !empty);
      say(find('count', group), empty ? 'Nothing here is for ' + nationName() : left ? left + ' of ' + (left + done + skip) + ' to do' : 'Nothing left to do here');
    });
    const next = counted().find((row) => !['done', 'skip'].includes(status(row)));
    const link = find('next');
    link.hash = next ? next.done.id : 'checklist-record';
    say(link, next ? 'Next to do: ' + next.item.querySelector('label').textContent : 'Nothing is left to do: copy or print the record');
    const { done, skip } = tally(counted());
    Object.assign(root.querySelector('progress'), { max: counted().length || 1, value: done + skip });
    [find('progress'), find('progress-again')].forEach((place) => say(place, progress()));
  }

  // The copy for a report

  const words = (place) => {
    const copy = place.cloneNode(true);
    copy.querySelectorAll('.tip').forEach((tip) => tip.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };

  /** @returns {{about: string[], groups: {title: string, items: object[]}[]}} all that a copy says */
  function report() {
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date());
    const facts = Array.from(document.querySelectorAll('.facts-line > div'), (fact) => Array.from(fact.children, words).join(': '));
    const due = document.querySelector('.review-notice');
    return {
      about: ['Version ' + VERSION + ', copied on ' + day + (location.protocol === 'file:' ? '' : ' from ' + location.href.split('#')[0]),
        facts.join('. ') + '.', ...(due ? [words(due)] : []), place('left out'), progress()],
      groups: all('group').map((group) => ({
        title: group.dataset.group,
        items: counted().filter((row) => group.contains(row.item)).map((row) => {
          const { why = '' } = entry(row);
          const only = find('only', row.item);
          return {
            number: find('number', row.item).textContent,
            what: words(find('do', row.item)) + (only ? ' (' + words(only) + ')' : ''),
            status: WORDS[status(row)],
            facts: [
              ...(status(row) === 'skip' ? [['Reason', why.trim()]] : []),
              ['Evidence', words(find('evidence', row.item))],
              ['Law', Array.from(row.item.querySelectorAll('.item__pins'), words).join('; ') || words(find('no-law', row.item))],
              ['Signed off by', words(find('signs', row.item))],
            ],
          };
        }),
      })).filter(({ items }) => items.length),
    };
  }

  /** @returns {string} Markdown that reads as plain text too */
  function asText({ about, groups }) {
    const lines = ['# ' + root.dataset.title, '', about.join('\n\n')];
    groups.forEach(({ title, items }) => {
      lines.push('', '## ' + title, '');
      items.forEach(({ number, what, status, facts }) => {
        lines.push(number + ' ' + what + ': ' + status.toUpperCase());
        facts.forEach(([name, fact]) => lines.push('    - ' + name + ': ' + fact.replace(/\n/g, '\n      ')));
      });
    });
    return lines.join('\n') + '\n';
  }

  /** @returns {string} the same for a word processor: one table a group */
  function asPage({ about, groups }) {
    const page = element('div');
    page.append(element('h1', root.dataset.title), ...about.map((line) => element('p', line)));
    groups.forEach(({ title, items }) => {
      const table = element('table', '', { border: 1 });
      const row = (tag, cells) => table.insertRow().append(...cells.map((cell) => element(tag, cell)));
      row('th', ['Number', 'What to do', 'Status', 'Reason', 'Evidence', 'Law', 'Signed off by']);
      items.forEach(({ number, what, status, facts }) => {
        row('td', [number, what, status, ...(facts.length < 4 ? [''] : []), ...facts.map(([, fact]) => fact)]);
      });
      page.append(element('h2', title), table);
    });
    return page.innerHTML;
  }

  async function copy() {
    const made = report();
    const text = asText(made);
    const blobs = Object.entries({ 'text/plain': text, 'text/html': asPage(made) })
      .map(([type, body]) => [type, new Blob([body], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      find('by-hand').hidden = true;
      find('said').textContent = 'Copied. Paste it into the report.';
    } catch (refusal) { // an older browser, or a page that is not served securely
      const field = find('by-hand').querySelector('textarea');
      find('by-hand').hidden = false;
      field.value = text;
      field.focus();
      field.select();
    }
  }

  function clear() {
    const before = kept;
    change(() => { kept = fresh(); });
    if (!unkept) store.remove(NAME);
    const undo = button('Undo', () => {
      change(() => { kept = { ...before, items: { ...before.items, ...kept.items } }; });
      find('said').textContent = 'Put back.';
      find('clear').focus();
    });
    find('said').replaceChildren(element('span', 'Cleared. You can undo this until you leave the page. '), undo);
    undo.focus();
  }

  function listen(row) {
    row.done.addEventListener('change', () => set(row, row.done.checked ? { done: true, skip: false } : { done: false }));
    row.mark.addEventListener('change', () => set(row, row.mark.checked ? { skip: true, done: false } : { skip: false }));
    // A reason typed for an item that is not done marks it, so that nobody types one in vain.
    row.why.addEventListener('input', () => {
      const marks = !entry(row).done && !entry(row).why;
      set(row, { why: row.why.value, ...(marks ? { skip: true } : {}) });
    });
    all('words', row.item).forEach((offer) => offer.addEventListener('click', () => {
      set(row, { why: [row.why.value.trim(), offer.dataset.words].filter(Boolean).join(' '), skip: true, done: false });
      row.why.focus();
    }));
  }

  rows.forEach(listen);
  find('copy').addEventListener('click', copy);
  find('clear').addEventListener('click', clear);
  find('short').addEventListener('click', () => {
    const short = document.documentElement.classList.toggle('checklist-short');
    find('short').setAttribute('aria-pressed', String(short));
  });
  find('others').addEventListener('click', () => {
    if (!nation()) document.getElementById('nation-chooser').focus();
    else others = !others;
    render();
  });
  document.addEventListener('commons-sense:nation', () => {
    render();
    if (document.readyState !== 'complete') follow(); // the choice that was kept may be told after this script has run
  });

  /** A link to an item of another nation shows it. */
  function follow() {
    const away = rows.find((row) => '#' + row.id === location.hash && row.item.hidden);
    if (!away) return;
    others = true;
    render();
    away.item.scrollIntoView();
  }
  window.addEventListener('hashchange', follow);

  // The law of an item is folded where the screen is narrow; until this runs the style sheet sees to it.
  const wide = window.matchMedia('(min-width: 40rem)');
  const fold = () => all('law').forEach((law) => { law.open = wide.matches; });
  wide.addEventListener('change', fold);
  fold();
  document.documentElement.classList.add('checklist-folds');

  const reload = () => { if (!unkept) load(); render(); };
  store.watch(NAME, reload);
  window.addEventListener('pageshow', reload); // the browser may have put old ticks back
  window.addEventListener('beforeunload', (event) => {
    if (unkept && Object.keys(kept.items).length) event.preventDefault();
  });

  load();
  render();
  follow();
  counted().filter((row) => status(row) === 'reason').forEach((row) => { find('skip', row.item).open = true; });
  find('plain').hidden = true;
  ['live', 'status', 'count'].forEach((name) => all(name).forEach((place) => { place.hidden = false; }));
})();
