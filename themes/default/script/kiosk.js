/* The kiosk. ES5. */
(function () {
  "use strict";
  window.chayueState = function () { return; };
}());
