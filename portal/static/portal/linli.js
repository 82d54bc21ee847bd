// Makes pages quicker; everything works without it. ES2015.
(function () {
  "use strict";
  document.documentElement.classList.add("has-script");

  // The chat: send without leaving the page.
  const chat = document.querySelector("form[data-chat]");
  if (chat && window.fetch && window.DOMParser) {
    const turns = document.querySelector("[data-turns]");
    const load = function (text) {
      const page = new DOMParser().parseFromString(text, "text/html");
      const fresh = page.querySelector("[data-turns]"), form = page.querySelector("form[data-chat]");
      if (!fresh || !form) { location.reload(); return; }
      turns.innerHTML = fresh.innerHTML;
      chat.innerHTML = form.innerHTML;
      const box = chat.querySelector("textarea");
      if (box) { box.focus(); }
      if (turns.lastElementChild) { turns.lastElementChild.scrollIntoView({ block: "nearest" }); }
      if (turns.dataset.waiting === "yes" || fresh.dataset.waiting === "yes") { setTimeout(refresh, 2000); }
    };
    const refresh = function () {
      fetch(location.href, { credentials: "same-origin" }).then(function (r) { return r.text(); }).then(load);
    };
    chat.addEventListener("submit", function (event) {
      const sent = new FormData(chat);
      const button = event.submitter;
      if (button && button.name === "leave") { return; }
      if (button && button.name) { sent.set(button.name, button.value); }
      event.preventDefault();
      chat.querySelectorAll("button").forEach(function (b) { b.disabled = true; });
      fetch(chat.action || location.href, { method: "POST", body: sent, credentials: "same-origin" })
        .then(function (r) { return r.text(); }).then(load)
        .catch(function () { chat.submit(); });
    });
    if (turns.lastElementChild) { turns.lastElementChild.scrollIntoView({ block: "nearest" }); }
  }

  // A form is sent once, however often the button is tapped.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.matches("[data-once]")) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      setTimeout(function () { delete form.dataset.sent; }, 5000);
    }
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
