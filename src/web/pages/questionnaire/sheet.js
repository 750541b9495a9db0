// Runs in the browsers of old phones as it stands: no modules, no optional chaining. The page works without it.
(function () {
  'use strict';
  var form = document.querySelector('form[data-draft]');
  if (!form || !window.FormData || !window.URLSearchParams || !window.fetch) return;
  var kept = document.getElementById('kept');
  var items = [].slice.call(form.querySelectorAll('[data-when]'));
  var waiting;
  var isSending = false;

  function say(name) {
    kept.textContent = name === '' ? '' : kept.getAttribute('data-' + name);
  }

  /** Questions that depend on an answer are shown with it. */
  function showWhatIsAsked() {
    items.forEach(function (item) {
      var wanted = item.getAttribute('data-is').split(' ');
      var chosen = new FormData(form).getAll(item.getAttribute('data-when'));
      item.hidden = !chosen.some(function (value) {
        return wanted.indexOf(value) >= 0;
      });
      item.querySelectorAll('input, select, textarea').forEach(function (field) {
        field.disabled = item.hidden;
      });
    });
    [].slice.call(form.querySelectorAll('.depends')).forEach(function (hint) {
      hint.hidden = true;
    });
  }

  function keep() {
    if (isSending) return;
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      body.append(name, value);
    });
    void fetch(form.getAttribute('data-draft'), {
      method: 'POST',
      body: body,
      credentials: 'same-origin',
      redirect: 'error',
    })
      .then(
        function (response) {
          return response.status === 204;
        },
        function () {
          return false;
        },
      )
      .then(function (isKept) {
        return say(isKept ? 'saved' : 'failed');
      });
  }

  function keepSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 700);
  }

  form.addEventListener('change', function () {
    showWhatIsAsked();
    keepSoon();
  });
  form.addEventListener('input', keepSoon);
  form.addEventListener('submit', function (event) {
    clearTimeout(waiting);
    // A second touch on a slow network would only meet "handed in already".
    if (isSending) event.preventDefault();
    isSending = true;
    say('sending');
  });
  window.addEventListener('pageshow', function () {
    isSending = false;
    say('');
    showWhatIsAsked();
  });
  showWhatIsAsked();
})();
