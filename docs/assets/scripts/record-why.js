/**
 * Why a guide's result came out, said in three ways, each of them replayed and none of them judged:
 * - *led here*: the answer to the last question, and the answers that the rules read which were tried there;
 * - *read by*: the answers that the condition of a part reads which is shown with the result;
 * - *otherwise*: where each answer would have led if it alone had been different (of boxes: one more or one fewer; of
 *   quantities: the bounds, and the values on either side of each number that a condition compares them with).
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

/** @param {object} logic @param {Map<string, string>} given @param {object} route see guide-engine.js */
CommonsSense.recordWhy = function (logic, given, route) {
  const question = (id) => logic.questions.find((one) => one.id === id);
  const inOrder = (ids) => logic.questions.map(({ id }) => id).filter((id) => ids.has(id));

  /** The questions that a condition reads. @returns {Set<string>} */
  function reads(condition, found = new Set()) {
    if (!Array.isArray(condition)) return found;
    const [kind, first, second] = condition;
    if (['and', 'or', 'not'].includes(kind)) condition.slice(1).forEach((one) => reads(one, found));
    else if (kind === 'fact') reads(logic.facts[first], found);
    else [].concat(first, kind === 'apart' ? second : []).forEach((id) => found.add(id));
    return found;
  }

  /** @returns {string[]} the questions answered that a condition reads, in order */
  const readBy = (condition) => inOrder(reads(condition)).filter((id) => route.asked.includes(id));

  /** @returns {string[]} the questions answered whose answers led here at the last step, in order */
  function ledHere() {
    const last = inOrder(new Set([...route.asked, ...route.passed])).pop();
    const isAsked = route.asked.includes(last);
    const option = (question(last).options || []).find((one) => one.id === given.get(last));
    const go = (isAsked && option && option.go) || question(last).go;
    const ids = isAsked ? new Set([last]) : reads(question(last).when);
    if (Array.isArray(go)) {
      const pause = route.pauses.find(({ ledBy }) => ledBy === last);
      const taken = go.findIndex((rule) => rule[1] === (pause ? pause.pause : route.at)
        && (rule[0] === 1 || CommonsSense.engine.holds(rule[0], answers(), logic.facts)));
      go.slice(0, taken + 1).forEach(([when]) => reads(when, ids));
    }
    return inOrder(ids).filter((id) => route.asked.includes(id));
  }

  const answers = () => new Map(route.asked.map((id) => [id, CommonsSense.engine.readAnswer(question(id), given.get(id)).answer]));

  /** Answers that stand for all others to a question: see above. @returns {string[]} */
  function others({ id, type, options, min, max, decimals = 0 }) {
    const text = given.get(id);
    if (type === 'one') return options.map((option) => option.id).filter((one) => one !== text);
    if (type === 'many') {
      const ticked = text.split(',').filter(Boolean);
      return options.map((option) => option.id)
        .map((box) => (ticked.includes(box) ? ticked.filter((one) => one !== box) : [...ticked, box]).join(','));
    }
    const units = new Set([min, max]);
    JSON.stringify(logic, (key, value) => {
      if (Array.isArray(value) && value[0] === 'in' && value[1] === id) {
        value.slice(2).filter(Number.isInteger).forEach((bound) => [bound - 1, bound, bound + 1].forEach((one) => units.add(one)));
      }
      return value;
    });
    return [...units].filter((one) => Number.isInteger(one) && one >= min && one <= max)
      .map((one) => (type === 'date' ? new Date(one * 864e5).toISOString().slice(0, 10) : (one / 10 ** decimals).toFixed(decimals)));
  }

  /** @returns {object[]} the routes, other than this one in what they say, to which another answer would have led */
  function otherwise(id) {
    const same = (other) => other.at === route.at && ['parts', 'notes', 'stillOpen'].every((list) => String(other[list]) === String(route[list]));
    return others(question(id)).map((text) => CommonsSense.engine.replay(logic, new Map(given).set(id, text)))
      .filter((other) => !(other.notice && other.notice.key === id) && !same(other)); // a notice: it is not on offer
  }

  return { ledHere, otherwise, readBy };
};
