/**
 * The filter of the home page's questions: by words as they are typed, and by who asks.
 * Without it the form stays hidden and the whole list stands.
 */
'use strict';

(function () {
  var form = document.querySelector('.filter');
  var list = document.querySelector('.questions');
  if (!form || !list) return;
  var field = form.querySelector('input[type="search"]');
  var count = form.querySelector('[role="status"]');
  var questions = Array.from(list.children);

  /** @returns {boolean} whether every word typed is in the question, and the reader chosen is among its readers */
  function fits(question, words, who) {
    var text = (question.textContent + ' ' + (question.dataset.words || '')).toLowerCase();
    return (!who || question.dataset.for.split(' ').includes(who)) && words.every(function (word) { return text.includes(word); });
  }

  function filter() {
    var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    var who = form.querySelector('[name="who"]:checked').value;
    var shown = 0;
    questions.forEach(function (question) {
      question.hidden = !fits(question, words, who);
      if (!question.hidden) shown += 1;
    });
    count.textContent = shown === 0
      ? 'No question fits. Try other words, or search the whole site.'
      : shown === questions.length ? shown + ' questions' : shown + ' of ' + questions.length + ' questions';
  }

  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('input', filter);
  form.hidden = false;
  filter();
})();
