/* Runs before the first paint: says that scripts run, and puts back the reader's choice of colours. */
'use strict';
(function () {
  var root = document.documentElement;
  root.classList.replace('no-js', 'js');
  try {
    var scheme = localStorage.getItem('commons-sense:scheme');
    if (scheme === 'light' || scheme === 'dark') root.dataset.csScheme = scheme;
  } catch (error) { /* storage is barred: the device's own colours stand */ }
})();
