// "Keep on this phone": puts a village's pack into a cache, and takes it out again. ES2015.
(function () {
  "use strict";
  if (!("serviceWorker" in navigator) || !window.caches) { return; }
  const NAME = "pack:";

  // What is kept is fetched without cookies: it is the page everybody sees.
  function fetched(address) {
    return fetch(address, { credentials: "omit" }).then(function (answer) {
      if (!answer.ok || answer.redirected) { throw new Error("not there"); }
      return caches.open(NAME + address).then(function (cache) { return cache.put(address, answer); });
    });
  }

  document.querySelectorAll("[data-pack]").forEach(function (box) {
    const address = box.dataset.pack;
    const keep = box.querySelector("[data-keep]"), forget = box.querySelector("[data-forget]");
    const status = box.querySelector("[role=status]");
    function show(words) {
      return caches.has(NAME + address).then(function (has) {
        keep.hidden = has; forget.hidden = !has;
        status.textContent = words || (has ? box.dataset.kept : "");
      });
    }
    keep.addEventListener("click", function () {
      status.textContent = box.dataset.wait;
      navigator.serviceWorker.register("/sw.js").then(function () { return navigator.serviceWorker.ready; })
        .then(function () { return fetched(address); })
        .then(function () { return show(box.dataset.kept); })
        .catch(function () { return show(box.dataset.failed); });
    });
    forget.addEventListener("click", function () {
      caches.delete(NAME + address).then(function () { return show(box.dataset.gone); });
    });
    show().then(function () {
      if (!forget.hidden && navigator.onLine) { fetched(address).catch(function () {}); }
    });
  });

  const list = document.querySelector("[data-packs]");
  if (list) {
    caches.keys().then(function (names) {
      const packs = names.filter(function (name) { return name.indexOf(NAME) === 0; });
      packs.forEach(function (name) {
        const address = name.slice(NAME.length), item = document.createElement("li");
        const link = document.createElement("a"), button = document.createElement("button");
        link.href = address; link.className = "govuk-link"; link.textContent = address;
        button.className = "govuk-button govuk-button--secondary"; button.textContent = list.dataset.delete;
        button.addEventListener("click", function () {
          caches.delete(name).then(function () { item.remove(); });
        });
        caches.match(address).then(function (answer) { return answer.text(); }).then(function (text) {
          link.textContent = new DOMParser().parseFromString(text, "text/html").querySelector("h1").textContent;
        });
        item.appendChild(link); item.appendChild(document.createTextNode(" ")); item.appendChild(button);
        list.appendChild(item);
      });
      if (!packs.length) { document.querySelector("[data-none]").hidden = false; }
    });
  }
})();
