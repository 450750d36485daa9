/**
 * A guide, one question at a time. Texts come from the page: questions and results from its static part, all other
 * words from macros/guides/templates/app.html. The address is the state; `held` is what this visit remembers besides.
 * Whatever fails, the static part is shown.
 *
 * @typedef {object} Result what stands in `CommonsSense.guide.now` and in the event `commons-sense:result`
 * @property {object} logic @property {object} route @property {Map<string, string>} given @property {string} address
 * @property {HTMLElement} mount where a record may stand @property {HTMLElement} shown the result, with what applies
 * @property {function(string): string} said an answer in words @property {Map<string, HTMLElement>} places the static parts
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

(function () {
  const root = document.documentElement;
  const title = document.title;
  const find = (name, within = document) => within.querySelector('[data-' + name + ']');
  const all = (name, within = document) => [...within.querySelectorAll('[data-' + name + ']')];
  const show = (name, when) => { find(name).hidden = !when; };
  const fill = (name, ...nodes) => find(name).replaceChildren(...nodes);
  const places = new Map(); // by id: questions, pauses and outcomes of the static part
  const sections = new Map(); // by question: the title above it
  const held = new Map(); // every answer of this visit
  const laws = new Set(); // entries in the list of law that the step cites
  const seen = new Map(); // how each question read when it was answered
  const marked = new Map(); // the pause that a question had led to when its steps were called done or still to do
  let engine, logic, given, route;

  const safely = (work) => (event) => {
    try {
      work(event);
    } catch (fault) {
      root.className = 'js guide-off';
      throw fault;
    }
  };
  const depth = () => (history.state && history.state.depth) || 0;
  const question = (id) => logic.questions.find((one) => one.id === id);
  const heading = (id) => (find('ask', places.get(id)) || find('title', places.get(id))).textContent;
  const element = (tag, text, values) => Object.assign(document.createElement(tag), { textContent: text }, values);

  /** Keys of the answers that the route used, in order, as far as one of them. */
  function used(until) {
    const keys = logic.questions.flatMap(({ id }) => [id, id + '.then']);
    return keys.slice(0, until ? keys.indexOf(until) : undefined).filter((key) => route.asked.includes(key)
      || route.pauses.some(({ ledBy, then }) => then && ledBy + '.then' === key));
  }

  const address = (until) => engine.formatAddress(logic.version, new Map(used(until).map((key) => [key, given.get(key)])));

  function said(key) {
    const text = given.get(key);
    const place = places.get(key);
    if (!place) return find('then').querySelector('[value=' + text + ']').textContent;
    if (!question(key).options) return CommonsSense.quantities.said(question(key), text, place);
    const label = (id) => find('label', find(id ? 'option=' + id : 'none', place)).textContent;
    return text.split(',').map(label).join('; ');
  }

  /** A copy of something static as it stands now: ids of its own, the parts that hold, answers in words. */
  function copy(node, holder) {
    const made = node.cloneNode(true);
    ['id', 'popovertarget'].forEach((name) => [made, ...made.querySelectorAll('[' + name + ']')].forEach((one) => {
      if (one.hasAttribute(name)) one.setAttribute(name, 'now-' + one.getAttribute(name));
    }));
    made.querySelectorAll('h4, h5').forEach((one) => one.replaceWith(element('h' + (one.tagName[1] - 1), one.textContent, { className: one.className })));
    all('part', made).forEach((one) => { if (!route.parts.includes(holder + '.' + one.dataset.part)) one.remove(); });
    all('answer', made).forEach((one) => { if (route.asked.includes(one.dataset.answer)) one.textContent = said(one.dataset.answer); });
    made.querySelectorAll('[href^="#law-"]').forEach((link) => {
      const entry = document.querySelector(link.hash);
      laws.add(entry);
      link.href = entry.querySelector('.law').href || find('entry', entry).href; // what it names, or else our entry on it
    });
    return made;
  }

  function noteOf(name) {
    const [, id, option] = /(.*)\.(.*)/.exec(name);
    return copy(find('note', find('option=' + option, places.get(id))));
  }

  /** Whether another answer to a question, all else alike, would have led elsewhere. */
  const matters = (id) => !question(id).options || question(id).options.some((option) => {
    const other = engine.replay(logic, new Map(given).set(id, option.id));
    const says = ({ at, parts }) => [at, ...parts.filter((part) => part.startsWith(at + '.'))].join();
    return !other.notice && says(other) !== says(route);
  });

  /** How a question reads after these answers: with its parts, the answers that it names, and the options on offer. */
  const reading = (id) => copy(places.get(id), id).textContent
    + engine.replay(logic, new Map([...given].filter(([key]) => key !== id))).offered;

  /** Copy a question or a result, with its number or mark in the link to the whole guide. */
  function copyHere(id) {
    const made = copy(places.get(id), id);
    fill('number', made.firstElementChild.firstElementChild);
    find('in-whole').href = '#' + id;
    return made;
  }

  function showQuestion(id) {
    const made = copyHere(id);
    const field = made.querySelector('.options, [data-blank]');
    const nodes = [...made.children];
    const at = nodes.indexOf(field);
    const before = route.notice ? undefined : held.get(id);
    const hint = find('hint', made);
    if (hint) hint.id = 'guide-hint';
    fill('before', ...nodes.slice(1, at));
    fill('more', ...nodes.slice(at + 1));
    fill('field', question(id).options ? field : CommonsSense.quantities.field(question(id), field, before));
    if (question(id).options) [...field.children].forEach((item, number) => {
      const value = item.dataset.option || '';
      if (value && !route.offered.includes(value)) return item.remove();
      const input = element('input', '', {
        type: question(id).type === 'one' ? 'radio' : 'checkbox', name: 'answer', id: 'guide-answer-' + number, value,
        checked: before !== undefined && before.split(',').includes(value),
      });
      const label = element('label', '', { htmlFor: input.id });
      label.append(find('label', item));
      item.prepend(input, label);
      const about = find('option-hint', item);
      if (about) {
        about.id = 'guide-hint-' + number;
        input.setAttribute('aria-describedby', about.id);
      }
    });
    fill('section-name', sections.get(id));
    fill('count', route.asked.length);
    show('so-far', route.asked.length);
    fill('heading', ...nodes[0].childNodes);
  }

  function showResult(id) {
    const made = copyHere(id);
    const pauses = route.pauses.filter(({ then }) => then === 'open');
    const because = route.asked.filter(matters);
    const last = route.state === 'pause' && route.pauses[route.pauses.length - 1];
    if (pauses.length && made.dataset.status === 'proceed') made.querySelector('.status').textContent = find('once').dataset.once;
    fill('title-here', ...made.firstElementChild.childNodes);
    made.firstElementChild.remove();
    all('carry', made).forEach((onward) => onward.dataset.carry.split(' ').forEach((pair) => {
      const [here, there, taken] = pair.split(/[=:]/);
      if (route.asked.includes(here) && (!taken || taken.split(',').includes(given.get(here)))) onward.href += '&' + there + '=' + given.get(here);
    }));
    fill('shown', ...made.childNodes);
    fill('law-list', ...[...laws].map((entry) => copy(entry)));
    show('open', pauses.length);
    fill('open-list', ...pauses.map(({ pause, ledBy }) => {
      const item = element('li');
      item.append(element('a', heading(pause), { href: address(ledBy + '.then') }), copy(find('do', places.get(pause))));
      return item;
    }));
    fill('because-count', because.length);
    fill('because-list', ...because.map((one) => element('li', heading(one) + ' ' + said(one))));
    show('pause', last && !route.ended);
    ['then', 'known'].forEach((name) => show(name, route.canGoOn));
    show('resume-again', !route.canGoOn);
    if (last) all('led').forEach((way) => Object.assign(way, { href: address(last.ledBy), textContent: heading(last.ledBy) }));
  }

  function showAnswers(head) {
    const keys = used();
    const aside = route.ended ? engine.replay(logic, held).aside.filter((key) => places.has(key)) : [];
    const later = route.ended ? 0 : [...held.keys()].filter((key) => places.has(key) && key !== route.at && !keys.includes(key)).length;
    show('answers', keys.length);
    show('later', later);
    fill('later-count', later);
    fill('rows', ...keys.map((key) => {
      const row = find('row').content.cloneNode(true);
      const id = key.replace(/\.then$/, '');
      const what = heading(key === id ? id : marked.get(id));
      row.querySelector('dt').textContent = what;
      find('said', row).append(said(key), ...route.notes.filter((note) => note.startsWith(key + '.') && !head.includes(note)).map(noteOf));
      row.querySelector('a').href = address(key);
      find('about', row).textContent = what;
      return row;
    }));
    show('aside', aside.length);
    fill('aside-list', ...aside.map((key) => element('li', heading(key))));
    show('way-back', keys.length || depth());
    find('back').href = address(keys.pop());
  }

  /** Say what a link made with another version meets: what is new, what is not used, which answers to look at again. */
  function showOlder(found, moved) {
    const other = found && found.version !== logic.version;
    show('older', other);
    if (!other) return;
    const again = new Set([...moved.renamed, ...moved.changed]);
    const unused = given.size - used().length;
    fill('was-version', found.version);
    show('newer', found.version > logic.version);
    show('unused', unused);
    fill('unused-count', unused);
    fill('news', ...all('change').filter((one) => one.dataset.change > found.version).map((one) => copy(one)));
    show('again', again.size);
    fill('again-list', ...[...again].map((id) => element('li', heading(id))));
  }

  /** Say what becomes of the answers after a new one: how many are kept, and which of their questions read differently. */
  function showKept(key) {
    const kept = route.asked.slice(route.asked.indexOf(key.replace('.then', '')) + 1);
    const again = kept.filter((id) => reading(id) !== seen.get(id));
    show('kept', kept.length);
    fill('kept-count', kept.length);
    show('reread', again.length);
    fill('reread-list', ...again.map((id) => {
      const item = element('li');
      item.append(element('a', heading(id), { href: address(id) }));
      return item;
    }));
  }

  /** Put the focus on something that is no control, until it leaves. */
  function focusOn(place) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
    place.focus();
  }

  /** Show what the address says. @param {boolean} moves whether the reader came from another step */
  function open(moves) {
    const found = engine.parseAddress(location.hash);
    const target = !found && document.getElementById(location.hash.slice(1));
    const whole = location.hash === '#all' || (target && target.matches('.guide-static, .guide-static *'));
    const moved = found ? engine.carryOver(logic, found) : { answers: new Map([...filled(), ...(whole ? held : [])]) };
    root.classList.toggle('guide-whole', whole);
    show('return', whole);
    if (whole && route) {
      document.title = find('whole-title').textContent + ' – ' + title;
      (target || find('return')).scrollIntoView();
      return focusOn(target ? target.querySelector('h3') || target : find('return'));
    }
    given = moved.answers;
    route = engine.replay(logic, given);
    find('back-to').href = address();
    if (route.state === 'nowhere') throw new Error('The guide leads nowhere from ' + route.at);
    given.forEach((text, key) => held.set(key, text));
    route.asked.forEach((id) => seen.has(id) || seen.set(id, reading(id)));
    route.pauses.forEach(({ ledBy, pause }) => marked.set(ledBy, pause));

    laws.clear();
    const asks = route.state === 'question';
    const lastAsked = route.asked[route.asked.length - 1];
    const notes = route.state === 'outcome' ? route.notes : route.notes.filter((note) => note.startsWith(lastAsked + '.'));
    root.classList.toggle('guide-going', found);
    root.classList.toggle('guide-result', !asks);
    (asks ? showQuestion : showResult)(route.at);
    showOlder(found, moved);
    showAnswers(notes);
    fill('notes-list', ...notes.map(noteOf));
    show('notes', notes.length);
    find(asks ? 'notes-at-step' : 'notes-at-end').append(find('notes')); // a result's first line answers the question
    ['step', 'progress'].forEach((name) => show(name, asks));
    show('end', !asks);
    show('refused', route.notice || (!found && location.hash.startsWith('#v=')));
    show('privacy', !found);
    ['problem', 'error', 'kept'].forEach((name) => show(name, false));
    document.title = (asks ? heading(route.at) : find('title-here').textContent) + ' – ' + title;
    if (moves) {
      find('app').scrollIntoView();
      focusOn(find(asks ? 'heading' : 'title-here'));
    }
    CommonsSense.guide.now = asks ? null : {
      logic, route, given, said, places, address: address(), shown: find('shown'), mount: find('record-mount'),
    };
    if (!asks) find('record-mount').dispatchEvent(new CustomEvent('commons-sense:result', { bubbles: true, detail: CommonsSense.guide.now }));
  }

  /** What the reader has answered for the whole site. */
  function filled() {
    const nation = CommonsSense.store && !find('embed') && CommonsSense.store.read('nation', (value) => typeof value === 'string').value;
    return new Map(logic.questions.filter((one) => one.shared === 'nation' && nation && engine.readAnswer(one, nation).answer)
      .map((one) => [one.id, nation]));
  }

  /** @param {string} to an address @param {number} steps how many the Back link can take back from there */
  function go(to, steps = depth() + 1) {
    history.pushState({ depth: steps, held: [...held] }, '', to);
    open(true);
  }

  /** Take an answer, and go as far as those that are held lead; a pause counts as met only where it is the same pause. */
  function answer(key, text) {
    let stale;
    if (places.has(key)) seen.set(key, reading(key));
    held.set(key, text);
    do {
      if (stale) held.delete(stale.ledBy + '.then');
      route = engine.replay(logic, held);
      stale = route.pauses.find(({ ledBy, pause, then }) => then && marked.get(ledBy) !== pause);
    } while (stale);
    given = held;
    go(address());
    showKept(key);
  }

  function submit(event) {
    const asked = question(route.at);
    const inputs = [...find('field').querySelectorAll('input')];
    const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
    const text = asked.options ? ticked.filter(Boolean).join() : CommonsSense.quantities.typed(asked, inputs[0].value);
    event.preventDefault();
    if ((!asked.options || ticked.length) && !engine.readAnswer(asked, text, route.offered).trouble) return answer(route.at, text);
    const words = (find('if-missing', places.get(route.at)) || find('if-missing=' + asked.type)).textContent;
    all('missing').forEach((place) => {
      place.textContent = asked.options ? words : CommonsSense.quantities.bounded(words, places.get(route.at));
    });
    find('fix').href = '#' + inputs[0].id;
    ['problem', 'error'].forEach((name) => show(name, true));
    document.title = 'Error: ' + heading(route.at) + ' – ' + title;
    find('problem').focus();
  }

  function follow(event) {
    const link = event.target.closest('a[href^="#"]');
    const printed = event.target.closest('[data-print]');
    if (printed) {
      root.classList.toggle('guide-print-whole', printed.dataset.print === 'whole');
      window.print();
    }
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = document.getElementById(link.hash.slice(1));
    if (link.matches('[data-restart]')) {
      [held, seen].forEach((map) => map.clear());
      go(location.pathname + location.search);
    } else if (link.matches('[data-back]') && depth()) history.back();
    else if (engine.parseAddress(link.hash)) go(link.hash, link.matches('[data-back]') ? 0 : undefined);
    else if (place && !place.matches('.guide-static, .guide-static *')) {
      (place.closest('fieldset') || place).scrollIntoView(); // the address must stay what it is
      place.focus();
    } else return;
    event.preventDefault();
  }

  CommonsSense.guide = { /** @type {Result|null} */ now: null };
  document.addEventListener('DOMContentLoaded', safely(() => {
    engine = CommonsSense.engine;
    logic = JSON.parse(document.querySelector('.guide-logic').textContent);
    let section;
    document.querySelectorAll('h2.guide-static, [data-question], [data-result]').forEach((place) => {
      if (place.tagName === 'H2') section = place.textContent;
      else places.set(place.id, place), sections.set(place.id, section);
    });
    find('step').addEventListener('submit', safely(submit));
    find('then').addEventListener('submit', safely((event) => {
      event.preventDefault();
      answer(route.pauses[route.pauses.length - 1].ledBy + '.then', event.submitter.value);
    }));
    find('step').addEventListener('change', ({ target }) => {
      if (target.type === 'checkbox') target.form.answer.forEach((box) => { if (!box.value !== !target.value) box.checked = false; });
    });
    document.addEventListener('click', safely(follow));
    window.addEventListener('popstate', safely(() => {
      if (!history.state) history.replaceState({ held: [...held] }, ''); // a link within the page
      open(true);
    }));
    document.addEventListener('commons-sense:nation', safely(() => location.hash || open()));
    window.addEventListener('afterprint', () => root.classList.remove('guide-print-whole'));
    ((history.state && history.state.held) || []).forEach(([key, text]) => held.set(key, text)); // loaded again
    open(false);
    show('app', true);
    history.scrollRestoration = 'manual'; // else Back puts the focus in view, and then takes it out again
    root.classList.add('guide-on');
  }));
})();
