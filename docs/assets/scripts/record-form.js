/**
 * The record of reasons on the page: what is typed, what is counted, and the ways out (rich text, Markdown, Word, paper).
 * record.js calls it each time that a guide shows a result; the page's own words about the guide come from record-model.js.
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.recordForm = (function () {
  const guide = document.querySelector('.guide[data-guide]');
  const FIELDS = {
    matter: 'Title of the matter', reference: 'Reference', role: 'Prepared by (role, not name)', date: 'Date of this record',
  };
  const notices = element('div', '', { className: 'record__notices' });
  const keep = CommonsSense.recordKeep('guide:' + guide.dataset.guide,
    { title: guide.dataset.title, version: Number(guide.dataset.version) }, { broken, kept, changed: () => refresh() });
  let model, record, mount, waiting;

  function element(tag, text, values, ...more) {
    const made = Object.assign(document.createElement(tag), { textContent: text }, values);
    made.append(...more);
    return made;
  }
  const button = (text, press) => Object.assign(element('button', text, { type: 'button', className: 'button button--quiet' }), { onclick: press });
  const find = (name) => mount.querySelector('[data-record-' + name + ']'); // a prefix: guide-app.js looks its own up by name
  const marked = (name, made, value = '') => { made.setAttribute('data-record-' + name, value); return made; };
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);

  // Notices

  function notice(name, ...parts) {
    notices.querySelectorAll('[data-record-notice="' + name + '"]').forEach((box) => box.remove());
    if (!parts.length) return;
    const box = element('div', '', { className: 'notice', role: 'status' }, ...parts);
    notices.append(marked('notice', box, name));
  }

  function broken(text, isSafe) {
    notice('broken', element('p', 'What this browser kept for the records of this guide cannot be read. '
      + (isSafe ? 'The text is set aside, not deleted:' : 'What you type next replaces the text:')),
    element('textarea', text, { readOnly: true, ariaLabel: 'What was kept' }));
  }

  function kept(isKept) {
    notice('unkept', ...(isKept ? [] : [element('p', 'This browser does not keep what you type: its storage is full or barred. It stays '
      + 'while this page is open, so copy, save or print the record before you leave.')]));
  }

  // What is typed

  /** The reason that is kept for one that is asked for: its own, else one asked for in the same words elsewhere. */
  function keyOf({ key, label }) {
    if (record.reasons[key]) return key;
    const own = asked().map((one) => one.key);
    const [same] = Object.entries(record.reasons).find(([other, one]) => one.label === label && !own.includes(other)) || [key];
    return same;
  }
  const asked = () => [...model.reasons, ...model.whys];
  const reasonOf = (reason) => (record.reasons[keyOf(reason)] || { text: '' }).text;

  const change = (make) => {
    record = keep.change(make);
    update();
    clearTimeout(waiting);
    waiting = setTimeout(sheet, 300);
  };
  const setField = (name, text) => change((one) => { one.fields[name] = text; });
  const setReason = (reason, text) => change((one) => {
    delete one.reasons[keyOf(reason)];
    one.reasons[reason.key] = { label: reason.label, text };
  });

  const typed = () => ({
    ...Object.fromEntries(Object.entries(record.fields).map(([name, text]) => [name, text.trim()])), date: record.fields.date || today(),
    reasons: new Map(asked().map((reason) => [reason.key, reasonOf(reason).trim()])),
  });

  // Showing

  function field(id, label, input, value, typing) {
    Object.assign(input, { id, value });
    input.addEventListener('input', () => typing(input.value));
    return element('p', '', {}, element('label', label, { htmlFor: id }), input);
  }

  function sheet() {
    clearTimeout(waiting);
    const article = model.article(typed());
    article.querySelectorAll('h1, h2, h3').forEach((heading) => { // below the page's own headings
      const lower = element('h' + (Number(heading.tagName[1]) + 3), '', {}, ...heading.childNodes);
      Object.assign(lower.dataset, heading.dataset);
      heading.replaceWith(lower);
    });
    [['table', 'table'], ['thead, tbody', 'rowgroup'], ['tr', 'row'], ['td', 'cell'], ['th[scope="col"]', 'columnheader'], ['th[scope="row"]', 'rowheader']]
      .forEach(([parts, role]) => article.querySelectorAll(parts).forEach((part) => { part.setAttribute('role', role); })); // CSS may stack the cells
    article.className = 'record-sheet';
    find('sheet').replaceChildren(article);
  }

  /** Counts, what is set aside, other records: what changes while one types. */
  function update() {
    const used = asked().map(keyOf);
    const done = model.reasons.filter((reason) => reasonOf(reason).trim()).length;
    const aside = Object.entries(record.reasons).filter(([key, { text }]) => text.trim() && !used.includes(key));
    const fill = (name, text) => { if (find(name).textContent !== text) find(name).textContent = text; };
    fill('count', model.reasons.length ? CommonsSense.recordModel.count(done, model.reasons.length) : 'This result asks for no reasons in writing.');
    find('aside').hidden = !aside.length;
    find('aside-list').replaceChildren(...aside.map(([, { label, text }]) => element('li', '', {}, element('strong', label), element('p', text))));
    find('clear').hidden = !keep.hasText();
    const others = keep.others();
    find('others').hidden = !others.length;
    find('others-list').replaceChildren(...others.map((other) => element('li', '', {},
      element('a', other.fields.matter || 'A matter without a title', { href: other.address }), ', last changed on ' + CommonsSense.recordModel.day(other.changed) + ' ',
      button('Use the words of “' + (other.fields.matter || 'a matter without a title') + '” here', () => {
        change((one) => {
          Object.entries(other.fields).forEach(([name, text]) => { if (name !== 'date') one.fields[name] = one.fields[name] || text; });
          Object.entries(other.reasons).forEach(([key, reason]) => { if (!(one.reasons[key] || { text: '' }).text.trim()) one.reasons[key] = { ...reason }; });
        });
        refresh();
        say('Words put in where nothing stood.');
        find('others').querySelector('summary').focus(); // the button is made anew
      }))));
  }

  /** Put what is kept into the fields. */
  function refresh() {
    record = keep.pick(record.address);
    mount.querySelectorAll('[data-record-field]').forEach((input) => {
      const value = input.dataset.recordField === 'date' ? typed().date : record.fields[input.dataset.recordField] || '';
      if (input.value !== value) input.value = value;
    });
    mount.querySelectorAll('[data-record-reason]').forEach((input, at) => {
      const value = reasonOf(asked()[at]);
      if (input.value !== value) input.value = value;
    });
    update();
    sheet();
  }

  // Ways out

  const say = (...parts) => find('said').replaceChildren(...parts);
  const about = (made) => ({ title: model.title(typed()), subject: model.subject, created: made,
    foot: [model.draft(typed()) && 'DRAFT', typed().reference, 'Record of reasons. Not legal advice.'].filter(Boolean).join(' · ') });

  async function copy(isRich) {
    const article = model.article(typed());
    article.querySelectorAll('table').forEach((table) => { table.border = 1; });
    const types = { 'text/plain': CommonsSense.markdown(article), ...(isRich ? { 'text/html': article.innerHTML } : {}) };
    find('by-hand').hidden = true;
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(types)
        .map(([type, text]) => [type, new Blob([text], { type })])))]);
      say(isRich ? 'Copied. Paste it into the report.' : 'Copied as Markdown.');
    } catch (refusal) { // an older browser, or a page that is not served securely
      byHand(isRich, types['text/plain']);
    }
  }

  /** The browser does not let a page copy: select it, so that the reader can. */
  function byHand(isRich, text) {
    say('This browser does not let the page copy. The text is selected: copy it with your keyboard or menu.');
    if (!isRich) {
      const area = find('by-hand').querySelector('textarea');
      find('by-hand').hidden = false;
      area.value = text;
      area.focus();
      area.select();
      return;
    }
    find('whole').open = true;
    sheet();
    find('sheet').focus();
    getSelection().selectAllChildren(find('sheet'));
  }

  async function download() {
    say('Making the Word file.');
    try {
      await Promise.all(['made/record-template.js', 'scripts/docx.js'].map(CommonsSense.load));
      const link = element('a', '', {
        href: URL.createObjectURL(CommonsSense.docx.make(model.article(typed()), about(new Date()))),
        download: [guide.dataset.guide, 'record', typed().reference, typed().date].filter(Boolean).join('-').replace(/[^\w-]+/g, '-') + '.docx',
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
      say('Saved as ' + link.download + '.');
    } catch (fault) {
      say('The Word file could not be made. Copy the record for a report instead.');
      throw fault;
    }
  }

  function clear() {
    const before = keep.clear();
    record = keep.pick(before.address);
    refresh();
    const undo = button('Undo', () => {
      keep.putBack(before);
      refresh();
      say('Put back.');
      find('clear').focus();
    });
    say('Deleted. You can undo this until you leave the page. ', undo);
    undo.focus();
  }

  /** @param {object} result what guide-app.js gives */
  function show(result) {
    mount = result.mount;
    model = CommonsSense.recordModel.read(result);
    record = keep.pick(result.address);
    const input = (name) => marked('field', element('input', '', { type: name === 'date' ? 'date' : 'text', autocomplete: 'off' }), name);
    const area = (name, value) => {
      const made = marked(name, element('textarea', '', { rows: 3 }), value);
      made.setAttribute('aria-describedby', 'record-people');
      return made;
    };
    const print = button('Print this record');
    print.dataset.print = 'record'; // guide-app.js prints
    const shown = (name, tag, values, ...more) => marked(name, element(tag, '', values, ...more));
    mount.replaceChildren(element('section', '', { className: 'record screen-only', ariaLabel: 'Record of reasons' },
      element('h3', 'Record of reasons', { id: 'record-heading' }),
      element('p', 'Write down why, then take the record with you. What you type stays in this browser, on this device; nothing is sent.'),
      notices,
      shown('others', 'details', { className: 'record__others' }, element('summary', 'Other records of this guide in this browser'), shown('others-list', 'ul', {})),
      element('div', '', { className: 'record__fields' }, ...Object.entries(FIELDS).map(([name, label]) => (
        field('record-' + name, label, input(name), '', (text) => setField(name, text))))),
      element('h4', 'The reasons'),
      element('p', 'Do not name individuals: say “the applicant”, “a neighbour”. A record may be published.', { id: 'record-people' }),
      marked('count', element('p', '', { className: 'record__count', role: 'status' })),
      ...model.reasons.map((reason, at) => field('record-reason-' + at, reason.label, area('reason'), '', (text) => setReason(reason, text))),
      shown('whys', 'details', { className: 'record__others' }, element('summary', 'Say why single answers hold (optional)'),
        element('p', 'A line for each that somebody may question: why it is so, and where the evidence is. It stands beside the answer in the record.'),
        ...model.whys.map((reason, at) => field('record-why-' + at, reason.label + ' ' + reason.said, area('reason'), '', (text) => setReason(reason, text)))),
      shown('decision', 'details', { className: 'record__others' }, element('summary', 'The decision itself, once it is known (optional)'),
        element('p', 'Your constitution or the law may want a statement of the decision with more in it. This record can hold it, and does not replace it.'),
        ...Object.entries(CommonsSense.recordModel.DECISION).map(([name, label]) => field('record-' + name, label, area('field', name), '', (text) => setField(name, text)))),
      field('record-other', 'Anything else that bears on the decision (optional)', area('field', 'other'), '', (text) => setField('other', text)),
      shown('aside', 'div', { className: 'notice' },
        element('p', 'You wrote these reasons for other answers. These answers do not ask for them, so they are set aside: kept, but not in the record.'), shown('aside-list', 'ul', {})),
      element('h4', 'Take it with you'),
      element('p', '', { className: 'record__tools' },
        Object.assign(button('Copy for a report', () => copy(true)), { className: 'button' }), button('Save as a Word file', download),
        print, button('Copy as Markdown', () => copy(false)), marked('clear', button('Delete what I typed', clear))),
      marked('said', element('p', '', { className: 'record__said', role: 'status' })),
      shown('by-hand', 'p', { hidden: true }, element('label', 'The record as Markdown', { htmlFor: 'record-by-hand' }),
        element('textarea', '', { id: 'record-by-hand', rows: 8, readOnly: true }))),
    shown('whole', 'details', { className: 'record__whole' }, element('summary', 'Read the whole record'), shown('sheet', 'div', { tabIndex: -1, role: 'group', ariaLabel: 'The record' })));
    document.querySelectorAll('[data-print="result"]').forEach((one) => { one.hidden = true; }); // the record says more
    refresh();
  }

  document.addEventListener('click', ({ target }) => { if (target.closest('[data-restart], [data-next] a')) keep.restart(); }, true); // another matter begins
  window.addEventListener('beforeprint', () => { if (mount) sheet(); });
  window.addEventListener('pageshow', (event) => { if (event.persisted && mount) refresh(); });
  window.addEventListener('beforeunload', (event) => { if (!keep.isKept() && keep.hasText()) event.preventDefault(); });
  return show;
})();
