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

  // Reading aloud, where the browser has a voice for the page's language.
  const mouth = window.speechSynthesis, tongue = document.documentElement.lang.slice(0, 2).toLowerCase();
  let speaking = 0;
  const voice = function () {
    return mouth.getVoices().filter(function (one) { return one.lang.slice(0, 2).toLowerCase() === tongue; })[0];
  };
  const offerVoice = function () {
    const button = document.querySelector("[data-speak]");
    if (button && mouth && window.SpeechSynthesisUtterance) { button.hidden = !voice(); }
  };
  const hush = function () {
    const button = document.querySelector("[data-speak]");
    speaking += 1;
    mouth.cancel();
    if (button && button.dataset.start) { button.textContent = button.dataset.start; delete button.dataset.start; }
  };
  const BLOCKS = "h1, h2, h3, p, li, dt, dd, th, td, caption, legend, label, summary";
  const sentences = function () {
    const found = [];
    document.querySelectorAll("main " + BLOCKS.split(", ").join(", main ")).forEach(function (block) {
      if (block.offsetParent && !block.closest(".no-print") && !block.querySelector(BLOCKS)) {
        found.push.apply(found, block.innerText.match(/[^。！？；.!?;\n]+[。！？；.!?;]*/g) || []);
      }
    });
    return found.filter(function (one) { return one.trim(); });
  };
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-speak]");
    if (!button) { return; }
    if (button.dataset.start) { hush(); return; }
    const mine = ++speaking, rest = sentences();
    button.dataset.start = button.textContent;
    button.textContent = button.dataset.stop;
    const next = function () {
      if (mine !== speaking) { return; }
      if (!rest.length) { hush(); return; }
      const said = new window.SpeechSynthesisUtterance(rest.shift());
      said.voice = voice(); said.lang = said.voice.lang; said.rate = 0.9;
      said.onend = next; said.onerror = function () { if (mine === speaking) { hush(); } };
      mouth.speak(said);
    };
    mouth.cancel();
    next();
  });
  if (mouth) {
    mouth.onvoiceschanged = offerVoice;
    window.addEventListener("pagehide", function () { mouth.cancel(); });
    offerVoice();
  }

  // The check: the next page comes into this one. Back works, the new heading is read out.
  const PARTS = ["header.top", "nav.ways", "main"];
  let pressed = null, shown = location.pathname, turn = 0;
  const swap = function (address, options, otherwise) {
    const mine = ++turn;
    fetch(address, options).then(function (answer) {
      return answer.text().then(function (text) {
        if (mine !== turn) { return; }
        const page = new DOMParser().parseFromString(text, "text/html");
        if (answer.status >= 500 || !page.querySelector("main [data-swap]")) { otherwise(); return; }
        PARTS.forEach(function (part) {
          const old = document.querySelector(part), fresh = page.querySelector(part);
          if (old && fresh) { old.parentNode.replaceChild(document.adoptNode(fresh), old); }
        });
        document.title = page.title;
        if (mouth) { hush(); offerVoice(); }
        if (answer.url !== location.href) { history.pushState(null, "", answer.url); }
        shown = location.pathname;
        window.scrollTo(0, 0);
        const first = document.querySelector("main .govuk-error-summary") || document.querySelector("main h1");
        if (first) { first.focus(); }
      });
    }).catch(otherwise);
  };
  if (window.fetch && window.DOMParser && document.querySelector("main [data-swap]")) {
    document.addEventListener("click", function (event) {
      pressed = event.target.closest("button");
      const link = event.target.closest("a[data-swap]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
      event.preventDefault();
      swap(link.href, { credentials: "same-origin" }, function () { location.assign(link.href); });
    });
    document.addEventListener("submit", function (event) {
      const form = event.target, button = event.submitter || pressed;
      if (!form.matches("[data-swap]")) { return; }
      event.preventDefault();
      const sent = new FormData(form);
      if (button && button.name && form.contains(button)) { sent.set(button.name, button.value); }
      swap(form.action, { method: "POST", body: sent, credentials: "same-origin" }, function () {
        if (button && button.name && form.contains(button)) {
          const box = document.createElement("input");
          box.type = "hidden"; box.name = button.name; box.value = button.value;
          form.appendChild(box);
        }
        HTMLFormElement.prototype.submit.call(form);
      });
    });
    window.addEventListener("popstate", function () {
      if (location.pathname !== shown) {
        swap(location.href, { credentials: "same-origin" }, function () { location.reload(); });
      }
    });
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
