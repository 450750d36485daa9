/** On the reader's own clock: a page whose law is past its day for review says so, above the facts about it; a figure
    past its last day says so where it stands. */
'use strict';

(function () {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

  // A figure past its last day: the law has set another since.
  document.querySelectorAll('[data-until]').forEach((figure) => {
    if (figure.dataset.until >= today) return;
    const words = document.createElement('small');
    words.className = 'law__grade';
    words.textContent = ' (held until ' + figure.dataset.until.split('-').reverse().join('.') + '; look for the new figure)';
    figure.after(words);
  });

  document.querySelectorAll('.facts-line [data-review-by]').forEach((day) => {
    if (day.dataset.reviewBy >= today) return;
    const notice = document.createElement('div');
    const lead = document.createElement('strong');
    const words = document.createElement('p');
    notice.className = 'review-notice';
    lead.textContent = 'Past its review date.';
    words.append(lead, ' The law here was due for review by ' + day.textContent.trim()
      + '. Check it at the source, or ask a lawyer, before you rely on it.');
    notice.append(words);
    day.closest('.facts-line').before(notice);
  });
})();
