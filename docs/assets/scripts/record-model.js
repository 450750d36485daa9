/**
 * The record of reasons of a guide, as plain HTML that becomes a page, Markdown, rich text and a Word file alike (see docx.js
 * for what it may hold). All but the headings comes from the guide's static page, the route and what the reader typed.
 *
 * @typedef {{key: string, label: string}} Reason  key: what asks for it, then its id
 * @typedef {{matter?: string, reference?: string, role?: string, date: string, decision?: string, decider?: string, rejected?: string,
 *   interests?: string, other?: string, reasons: Map<string, string>}} Typed  what is left empty is not in the record
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.recordModel = (function () {
  const SAME = { P: 'p', UL: 'ul', OL: 'ol', LI: 'li', B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', BR: 'br' };
  const UNWRITTEN = 'Not yet written';
  const GRADES = ['read', 'secondary', 'article', 'our-reading', 'not-seen']; // the best first: Evidence in macros/law/model.py
  /** What the reader may type of the decision itself: heading in the record by name. */
  const DECISION = {
    decision: 'The decision, as it will stand in the minute', decider: 'Who decides, or decided, and when', rejected: 'Options that were considered and rejected, and why',
    interests: 'Interests declared, and dispensations',
  };

  const make = (tag, ...content) => {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  };
  const own = (holder, selector) => [...holder.querySelectorAll(selector)]
    .filter((node) => node.parentElement.closest('[data-part], [data-option], [data-question], [data-result]') === holder);
  const words = (node) => (node ? node.textContent.replace(/\s+/g, ' ').trim() : '');
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const small = (text) => text.charAt(0).toLowerCase() + text.slice(1);
  const unique = (list) => [...new Set(list.filter(Boolean))];
  const calendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  const day = (iso) => calendar.format(new Date(iso + 'T00:00:00Z'));
  const link = (href, ...content) => Object.assign(make('a', ...content), { href });
  /** An address that breaks where a reader can see it. */
  const address = (href, text) => link(href, ...text.split(/(?<=[/&])/).flatMap((part, at) => (at ? [make('wbr'), part] : [part])));

  /** @param {string} text as typed @returns {HTMLElement[]} its paragraphs, with its line ends */
  const typedParagraphs = (text) => text.trim().split(/\n\s*\n/).map((block) => make('p', ...block.split('\n')
    .flatMap((line, at) => (at ? [make('br'), line.trim()] : [line.trim()]))));

  /**
   * @param {string[]|null} head without one, the first cell of each row is its head
   * @param {(string|Node)[][][]} rows of cells of contents
   * @param {{widths: string, name: string, whole?: boolean}} about whole: not to be broken over pages
   */
  function table(head, rows, { widths, name, whole }) {
    const made = make('table');
    made.setAttribute('aria-label', name);
    if (whole) made.dataset.whole = '';
    const row = (tag, cells) => make('tr', ...cells.map((cell, at) => {
      const one = make(head || at ? tag : 'th', ...[].concat(cell));
      if (one.tagName === 'TH') one.scope = head ? 'col' : 'row';
      return one;
    }));
    made.dataset.widths = widths;
    if (head) made.append(make('thead', row('th', head)));
    made.append(make('tbody', ...rows.map((cells) => row('td', cells))));
    return made;
  }

  /**
   * @param {object} result what guide-app.js gives: see its typedef
   * @returns {{reasons: Reason[], title: string, subject: string, article: function(Typed): HTMLElement}}
   */
  function read({ logic, route, given, said, places, address: hash }) {
    const guide = document.querySelector('.guide');
    const place = places.get(route.at);
    const question = (id) => logic.questions.find((one) => one.id === id);
    const number = (id) => logic.questions.indexOf(question(id)) + 1;
    const ask = (id) => words(own(places.get(id), '[data-ask]')[0]);
    const heading = (id) => words(own(places.get(id), '[data-title]')[0]);
    const asking = (id) => [ask(id) + ' ', make('small', '(question ' + number(id) + ')')];
    const answered = (id) => [...asking(id), ': ' + said(id)];
    const status = (id) => words(own(places.get(id), '[data-status-word], .status')[0]);
    const outcome = (id) => (places.get(id).dataset.status === 'pause' ? 'Pause: ' + heading(id)
      : heading(id).startsWith(status(id)) ? heading(id) : status(id) + ': ' + heading(id));

    // Texts

    function target(node) {
      if (!node.hash.startsWith('#law-')) return /^(https?|mailto):$/.test(node.protocol) && !node.matches('[href^="#"]') ? node.href : '';
      const named = entryOf(node).querySelector('.law'); // no other source stands in for one without an address
      return named && /^http/.test(named.href) ? named.href : '';
    }
    /** What the page's list of law says of a citation. */
    const entryOf = (node) => document.getElementById(node.hash.slice(1)) || make('li');

    /** What an element holds, fit for a record. @returns {(string|Node)[]} */
    function plain(node) {
      if (node.nodeType === Node.TEXT_NODE) return [node.data.replace(/\s+/g, ' ')];
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches('[hidden], .tip, .label, .when, .mark, [aria-hidden="true"]')) return [];
      const { answer } = node.dataset;
      if (answer) return [route.asked.includes(answer) ? said(answer) : words(node)];
      if (node.tagName === 'I' && node.previousElementSibling && node.previousElementSibling.matches('a[href^="#law-"]')
        && !holds(entryOf(node.previousElementSibling))) return [];
      const inside = [...node.childNodes].flatMap(plain);
      if (node.tagName === 'A') {
        if (node.hash.startsWith('#law-') && !holds(entryOf(node))) return [];
        const cites = node.hash.startsWith('#law-') && words(node).startsWith(words(entryOf(node).querySelector('.law')));
        const made = target(node) ? [link(target(node), ...inside)] : inside;
        return cites ? ['(', ...made, ')'] : made; // on paper nothing else parts it from the sentence
      }
      return SAME[node.tagName] ? [make(SAME[node.tagName], ...inside)] : inside;
    }
    const inline = (node) => [...node.childNodes].flatMap(plain);
    const block = (node) => (node.matches('p') ? plain(node) : inline(node));

    const { id: nation } = logic.questions.find(({ id, shared }) => shared === 'nation' && route.asked.includes(id)) || {};
    let isAside = false;
    /** Whether law holds where the council is; `data-in` has the first letters of its nations where it is not law of all. */
    function holds(entry) {
      const here = !nation || !entry.dataset.in || entry.dataset.in.includes(given.get(nation)[0]);
      isAside ||= !here;
      return here;
    }
    /** Entries in the page's list of law that some elements cite, in that order. @returns {Set<HTMLElement>} */
    const cited = (holders) => new Set(holders.flatMap((holder) => own(holder, 'a[href^="#law-"]'))
      .map(entryOf).filter((entry) => entry.id && holds(entry)));

    // What spoke on the way: [name, element, title] of the result, its parts, pauses passed, and parts of questions

    const partsOf = (id) => route.parts.filter((name) => name.slice(0, name.lastIndexOf('.')) === id).map((name) => {
      const part = own(places.get(id), '[data-part="' + name.slice(id.length + 1) + '"]')[0];
      return [name, part, words(own(part, 'h4, [data-title]')[0])];
    });
    const shown = [[route.at, place, ''], ...partsOf(route.at)];
    const passed = route.pauses.filter((pause) => pause.then);
    const pauses = passed.flatMap(({ pause }) => [[pause, places.get(pause), heading(pause)], ...partsOf(pause)]);
    const asked = route.asked.flatMap((id) => [[id, places.get(id), 'question ' + number(id)], ...partsOf(id)]);
    const options = route.asked.filter((id) => question(id).options).flatMap((id) => given.get(id).split(',').filter(Boolean)
      .map((option) => [id + '.' + option, own(places.get(id), '[data-option="' + option + '"]')[0], 'question ' + number(id)]));
    const everywhere = [...shown, ...pauses, ...asked, ...options];
    const lines = (holders, name) => holders.flatMap(([, holder, title]) => own(holder, 'li[data-' + name + ']')
      .map((item) => make('li', ...inline(item), ...(title ? [' (' + title + ')'] : []))));
    const roles = (holders, name) => unique(holders.flatMap(([, holder]) => own(holder, '[data-' + name + ']'))
      .flatMap((node) => words(node).split(name === 'decides' ? ' or ' : ', ')));
    const open = passed.filter(({ then }) => then === 'open');
    const reasons = [...everywhere.flatMap(([name, holder]) => own(holder, 'li[data-record]')
      .map((item) => ({ key: name + '.' + item.dataset.record, label: words(make('p', ...inline(item))) }))),
    ...passed.filter(({ then }) => then === 'done').map(({ pause, ledBy }) => ({ key: ledBy + ':done',
      label: 'Done: ' + heading(pause) + '. When, by which role, and where the evidence is' }))];
    /** Why single answers hold: asked for by nobody, taken by whoever wants to say it. */
    const whys = route.asked.map((id) => ({ key: id + ':why', label: ask(id), said: said(id) }));
    const texts = (holder) => own(holder, '[data-text], [data-no-law]').flatMap(block);
    const warnings = (holders) => holders.flatMap(([, holder]) => own(holder, '[data-caution], [data-risk]').flatMap(block));

    const { ledHere, otherwise, readBy } = CommonsSense.recordWhy(logic, given, route);
    const leadsTo = (id) => unique(otherwise(id).map((other) => (other.state === 'question' ? 'Other questions'
      : other.at === route.at ? 'The same result, with other steps or advice' : outcome(other.at))));
    const elsewhere = new Map(route.asked.map((id) => [id, leadsTo(id)]));

    // The sections

    const isPause = place.dataset.status === 'pause';
    const word = open.length && place.dataset.status === 'proceed' ? 'You can, once these steps are done: ' + heading(route.at)
      : outcome(route.at);

    function result() {
      return [
        make('h2', 'Result'), make('p', make('strong', word)),
        make('p', 'This is what the guide says on the answers given, which it cannot test. Its own words and their law stand further down.'),
        ...(open.length ? [make('h3', 'Still to do first')] : []),
        ...open.flatMap(({ pause }) => [
          make('p', make('strong', heading(pause))), ...own(places.get(pause), '[data-text]').flatMap(block),
          make('ol', ...lines([['', places.get(pause), '']], 'do')),
          make('p', 'Whom to ask: ' + roles([['', places.get(pause)]], 'ask-roles').join(', ') + '.'),
        ]),
        ...(warnings(shown).length ? [make('h3', 'What is not settled, and what could go wrong'), ...warnings(shown)] : []),
      ];
    }

    /** The guide's own words, in the annex. */
    const advice = () => [...guideSays(), ...toDo()];
    const guideSays = () => [make('h3', 'What the guide says'), ...texts(place),
      ...shown.slice(1).flatMap(([, part, title]) => [...(title ? [make('p', make('strong', title))] : []), ...texts(part)])];

    const decided = (typed) => {
      const made = Object.entries(DECISION).filter(([name]) => typed[name])
        .flatMap(([name, label]) => [make('h3', label), ...typedParagraphs(typed[name])]);
      return made.length ? [make('h2', 'The decision'), ...made] : [];
    };

    /** What is missing before anybody signs. */
    function draft(typed) {
      const missing = reasons.filter(({ key }) => !typed.reasons.get(key)).length;
      const parts = [missing && missing + ' of ' + reasons.length + (reasons.length === 1 ? ' reason' : ' reasons') + ' not yet written',
        open.length && open.length + (open.length === 1 ? ' step' : ' steps') + ' still to do',
        isPause && 'the guide waits at a pause'].filter(Boolean);
      return parts.length ? 'Draft: ' + parts.join(', ') + '.' : '';
    }

    function written(typed) {
      if (!reasons.length && !typed.other) return [];
      return [
        make('h2', 'Reasons'),
        ...reasons.flatMap(({ key, label }) => [
          make('h3', label), ...(typed.reasons.get(key) ? typedParagraphs(typed.reasons.get(key)) : [make('p', make('em', UNWRITTEN))]),
        ]),
        ...(typed.other ? [make('h3', 'What else bears on the decision'), ...typedParagraphs(typed.other)] : []),
      ];
    }

    function why() {
      const parts = [...shown.slice(1)].map(([name, , title]) => {
        const [, when] = logic.results[route.at].parts.find(([id]) => route.at + '.' + id === name);
        return [title || 'A part of the result', readBy(when)];
      }).filter(([, ids]) => ids.length);
      const bound = route.asked.filter((id) => elsewhere.get(id).length);
      return [
        make('h2', 'Why this result'),
        make('p', 'These answers led here at the last step:'), make('ul', ...ledHere().map((id) => make('li', ...answered(id)))),
        ...(parts.length ? [make('p', 'Parts of the result, and the answers that brought them in:'),
          make('ul', ...parts.map(([title, ids]) => make('li', make('strong', title), ': ', ...ids.flatMap((id, at) => [at ? '; ' : '', ...answered(id)]))))] : []),
        make('p', !bound.length ? 'No other answer to a single question would have changed where the guide led or what it says.'
          : (bound.length === route.asked.length ? 'Each answer on the route, had it alone been different, would have changed where the guide led or what it says.'
            : 'Answers of which each, had it alone been different, would have changed where the guide led or what it says: question'
            + (bound.length > 1 ? 's ' : ' ') + bound.map(number).join(', ') + '.') + ' The table of answers says how.'),
      ];
    }

    const listed = (level, title, tag, items, ...more) => (items.length || more.length
      ? [make(level, title), ...(items.length ? [make(tag, ...items)] : []), ...more] : []);

    function toDo() {
      const leads = [['checklists', 'Work through: '], ['next', 'Then: ']].flatMap(([name, said]) => shown.flatMap(([, holder]) => own(holder, '[data-' + name + ']'))
        .map((node) => make('p', said, ...inline(node))));
      return listed('h3', 'What to do', 'ol', lines(shown, 'do'), ...leads);
    }

    function who() {
      const said = [['Who decides', 'decides', ' or '], ['Who signs', 'signs', ', '], ['Whom to ask', 'ask-roles', ', ']]
        .map(([name, kind, between]) => [name, roles(shown, kind).join(between)]).filter(([, names]) => names);
      return [make('h2', 'Who decides, and whom to ask'),
        table(null, said.map(([name, names]) => [name, capital(names)]), { widths: '1 3', name: 'Roles', whole: true })];
    }

    const checked = (entry) => entry.dataset.checked || guide.dataset.lawAsAt;

    /**
     * The provisions of an entry in the list of law, each with how it was read: what was made for the record says it of each
     * (macros/guides/law_script.py); without that, the page's list says it of the entry as a whole.
     */
    function provisions(entry) {
      const known = (CommonsSense.guideLaw || [])[Number(entry.id.slice(4)) - 1] || [];
      const state = words(entry.querySelector('[data-state]'));
      return [...entry.querySelectorAll('.law')].map((one, at) => {
        const [grade, seen, cited] = known[at] || [words(entry.querySelector('[data-grade]')), '', ''];
        return { name: words(one) + (cited ? ' ' + cited : ''), href: one.href && target(one), grade, seen, state };
      });
    }

    /** One citation in full: [provision, its address, how it was read and when], for each place that it names. */
    const citations = (entry) => provisions(entry).map(({ name, href, grade, seen, state }) => [name,
      href ? address(href, href.replace(/^https?:\/\/(www\.)?|\/$/g, '')) : 'No address checked',
      capital([...unique([grade, state]).map(small), 'checked ' + day(checked(entry))].join(', ')) + (seen ? '. Read: ' + seen + '.' : '')]);

    function lawTable() {
      const rows = [...cited([...shown, ...pauses].map(([, holder]) => holder)).values()].flatMap(citations);
      const once = new Map(rows.map((row) => [row.map((cell) => cell.href || cell).join('\n'), row]));
      const head = make('h3', 'The law cited with this result');
      if (!rows.length) return isAside ? [head, make('p', 'None that holds in the nation of this council.')] : [];
      return [head,
        table(['Provision', 'Address', 'How it was read, and when'], [...once.values()], { widths: '4 5 4', name: 'The law cited with this result' })];
    }

    /** The law of each question, behind all else: it bears out the route, and it is long. */
    function questionsLaw() {
      const rows = route.asked.map((id) => {
        const entries = [...cited([places.get(id)]).values()].map((entry) => provisions(entry).flatMap(({ name, href, grade, state }, at) => {
          const apart = unique([grade === 'Read in the source' ? '' : grade, state]).map(small).concat(entry.dataset.checked ? 'checked ' + day(checked(entry)) : []);
          return [at ? ', ' : '', href ? link(href, name) : name, apart.length ? ' (' + apart.join(', ') + ')' : ''];
        }));
        return [asking(id), entries.flatMap((parts, at) => (at ? ['; ', ...parts] : parts))];
      }).filter(([, entries]) => entries.length);
      return !rows.length ? [] : [make('h3', 'The law behind the questions'),
        make('p', 'Read in the source and checked on ' + day(guide.dataset.lawAsAt) + ', unless it says otherwise.'), table(['Question', 'Law'], rows, { widths: '3 7', name: 'The law behind the questions' })];
    }

    function answers(typed) {
      const steps = route.asked.flatMap((id) => {
        const notes = route.notes.filter((name) => name.slice(0, name.lastIndexOf('.')) === id)
          .map((name) => own(places.get(id), '[data-option="' + name.slice(id.length + 1) + '"]')[0]);
        const rows = [[asking(id), [make('p', said(id)), ...notes.flatMap((option) => own(option, '[data-note]').flatMap(block)),
          ...(typed.reasons.get(id + ':why') ? [make('p', make('strong', 'Why:'), ' ', ...typedParagraphs(typed.reasons.get(id + ':why')).flatMap((one, at) => (at ? [make('br')] : []).concat(...one.childNodes)))] : [])],
          elsewhere.get(id).length ? elsewhere.get(id).map((one) => make('p', one)) : 'No change']];
        return rows.concat(pausedAt(id));
      });
      const skipped = route.passed.map(number);
      return [
        make('h3', 'Answers and route'),
        make('p', 'In the order asked. The last column says where each answer would have led, had it alone been different.'),
        table(['Question', 'Answer', 'With another answer'], steps, { widths: '6 5 5', name: 'Answers' }),
        ...route.passed.filter((id) => !route.asked.includes(id)).flatMap(pausedAt).map((row) => make('p', row[0] + ': ' + row[1])),
        ...(skipped.length ? [make('p', 'Passed over because of earlier answers: question' + (skipped.length > 1 ? 's ' : ' ') + skipped.join(', ') + '.')] : []),
      ];
    }

    const pausedAt = (id) => passed.filter(({ ledBy }) => ledBy === id)
      .map(({ pause, then }) => ['Pause: ' + heading(pause), then === 'done' ? 'Done' : 'Still to do', '']);

    /** The weakest grade of all law cited on the way here, in words. */
    function weakestOnTheWay() {
      const grades = [...cited(everywhere.map(([, holder]) => holder))].map((entry) => entry.querySelector('[data-grade]')).filter(Boolean);
      const rank = (grade) => GRADES.findIndex((one) => grade.classList.contains('evidence--' + one));
      return words(grades.sort((one, other) => rank(other) - rank(one))[0]);
    }

    function about(typed) {
      const notice = words(document.querySelector('.review-notice'));
      return [
        make('h3', 'About this record'),
        make('ul', ...[
          'The answers and the reasons are the council’s own. All else comes from the guide.', notice,
          'Made on ' + day(typed.date) + ' in a browser. Nothing was sent to anybody.',
        ].filter(Boolean).map((line) => make('li', line)), ...here),
      ];
    }
    // A page opened from disk has an address that means nothing elsewhere.
    const here = location.protocol === 'file:' ? [make('li', 'These answers, to put after the address of the guide: ' + hash)]
      : [make('li', 'The guide with these answers: ', address(location.href.split('#')[0] + hash, location.href.split('#')[0] + hash))];

    function signatures(typed) {
      const rows = [
        [typed.role || 'Whoever prepared this', 'Prepared this record'],
        ...open.flatMap(({ pause }) => roles([['', places.get(pause)]], 'signs').map((name) => [name, 'Saw this step done: ' + heading(pause)])),
        ...roles(shown, 'signs').map((name) => [name, 'Was consulted, and advised:']),
        ...(isPause || !roles(shown, 'decides').length ? [] : [[typed.decider ? 'The decider named above' : roles(shown, 'decides').join(' or '), 'Decides, for the reasons above']]),
      ];
      const made = table(['Role', 'What a signature says', 'Name and signature', 'Date'], rows.map(([role, says]) => [capital(role), says, '', '']), { widths: '4 4 5 3', name: 'Signatures', whole: true });
      [...made.tBodies[0].rows].forEach((row) => { row.dataset.tall = ''; });
      return [make('h2', 'Signatures'), made];
    }

    /** @param {Typed} typed */
    function article(typed) {
      const review = document.querySelector('.guide [data-review-by]');
      const facts = [['Matter', typed.matter || UNWRITTEN], ['Reference', typed.reference], ['The guide’s question', guide.dataset.title],
        ['Prepared by', typed.role], ['Date', day(typed.date)],
        ['The guide', 'Version ' + guide.dataset.version + ', law as at ' + day(guide.dataset.lawAsAt) + ', to be looked at again by ' + day(review.dataset.reviewBy)],
        ['Weakest evidence', weakestOnTheWay()]].filter(([, fact]) => fact);
      return make('article', make('h1', 'Record of reasons'), ...(draft(typed) ? [make('p', make('strong', draft(typed)))] : []),
        table(null, facts, { widths: '1 3', name: 'The matter', whole: true }),
        make('p', make('strong', 'This is not legal advice.'), ' ' + words(document.querySelector('.guide [data-review]')) + '. Ask before you rely on it: '
          + roles(shown, 'ask-roles').join(', ') + '.'),
        ...result(), ...(isPause ? advice() : []), ...decided(typed), ...written(typed), ...why(), ...listed('h2', 'Evidence to keep', 'ul', lines(everywhere, 'evidence')), ...who(),
        ...signatures(typed), ...annex(typed), ...about(typed));
    }
    function annex(typed) {
      const parts = [...(isPause ? [] : advice()), ...lawTable(), ...answers(typed), ...questionsLaw()];
      const head = make('h2', 'Annex: the guide, its law and the answers');
      head.dataset.newPage = '';
      return [head, ...(isAside ? [make('p', 'Law that does not hold in the nation of this council is left out.')] : []), ...parts];
    }
    const title = (typed) => 'Record of reasons' + (typed.matter ? ': ' + typed.matter : '');

    return { reasons, whys, title, draft, subject: guide.dataset.title, article };
  }

  /** @returns {string} for example 2 of 3 reasons written. */
  const count = (done, all) => done + ' of ' + all + (all === 1 ? ' reason written.' : ' reasons written.');

  return { DECISION, count, day, read };
})();
