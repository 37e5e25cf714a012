/* Attendance that does not need the network: each answer is sealed on the device, sent once, marked saved when the
   register has it. A colleague's answer is never covered: both are shown, and one is chosen. Without this script the
   page works as a plain form. */
(function () {
  "use strict";

  var STATE = "/corsi/senza-rete/stato/", SEND = "/corsi/senza-rete/invio/", AGAIN = 20000;
  var form = null, session = "", server = null, busy = false, later = 0, retry = 0, answers = new Map(), earlier = new Map(), before = Promise.resolve(), filling = Promise.resolve();

  function rows() { return Array.from(form.querySelectorAll("[data-roll] > li")); }
  function field(key, part) { return form.elements[part + "_" + key]; }
  function keyOf(row) { return row.querySelector("input[type=radio]").name.slice(2); }
  function rowOf(key) { return rows().find(function (row) { return keyOf(row) === key; }); }
  function chosen(key) { var found = rowOf(key).querySelector("input[type=radio]:checked"); return found ? found.value : ""; }
  function dashed(hex) { return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"); }
  function people(many, one, more) { return many === 1 ? "1 " + one : many + " " + more; }

  function icon(kind) {
    var model = document.querySelector("#sv-icons [data-icon=" + kind + "] svg");
    return model ? model.cloneNode(true) : document.createTextNode("");
  }

  function say(row, words, kind) {
    var mark = row.querySelector(".c-saved");
    if (!mark) { mark = document.createElement("span"); row.querySelector("fieldset").append(mark); }
    mark.className = "c-saved " + (kind || "");
    mark.replaceChildren(icon(kind || "ok"), words);
    row.classList.toggle("todo", words === "da segnare");
  }

  function band(words, kind, link) {
    var box = document.getElementById("sv-band");
    box.className = words ? "c-note sv-band " + kind : "sv-band";
    box.replaceChildren();
    if (!words) { return; }
    box.append(icon(kind === "ok" ? "ok" : "warn"));
    var inside = document.createElement("p");
    inside.append(words);
    if (link) {
      var away = document.createElement("a");
      away.href = link.url; away.textContent = link.text;
      inside.append(" ", away);
    }
    box.append(inside);
  }

  function count() { document.dispatchEvent(new CustomEvent("ciao:counted")); }

  /* Who is inside, as the server sees it: an object, "expired", or "away" without network. */
  async function ask() {
    try {
      var answer = await fetch(STATE + "?dispositivo=" + (await CiaoDevice.device()), { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect" || answer.status === 403) { return "expired"; }
      return answer.ok ? await answer.json() : "expired";
    } catch (gone) { return "away"; }
  }

  async function waiting() {
    return (await CiaoDevice.all("mark")).map(function (one) { return one.value; });
  }
  async function here() { return (await waiting()).filter(function (one) { return one.session === session; }); }

  /* Late without an hour is not sent yet: it waits here for the hour. */
  function isWhole(mark) { return mark.presence !== "R" || /^\d{1,2}[:.]?\d{2}$/.test(mark.entry || ""); }
  function hour(text) {
    var found = (text || "").trim().match(/^(\d{1,2})[:.,]?(\d{2})?$/);
    return found ? found[1].padStart(2, "0") + ":" + (found[2] || "00") : "";
  }

  /* One at a time: two answers for the same person, given in a hurry, end with the last. */
  function remember(mark) {
    var turn = before.then(function () { return replace(mark); });
    before = turn.catch(function () {});
    return turn;
  }

  async function replace(mark) {
    var old = (await here()).filter(function (one) { return one.enrolment === mark.enrolment; });
    mark.key = crypto.randomUUID(); mark.session = session; mark.at = new Date().toISOString(); mark.mandate = form.elements._mandate.value;
    var made = earlier.get(mark.enrolment) || [];
    mark.after = old.reduce(function (keys, one) { return keys.concat(one.after || [], one.key); }, made.slice());
    earlier.set(mark.enrolment, mark.after.concat(mark.key).slice(-20));
    mark.after = mark.after.slice(-20);
    await CiaoDevice.keep("mark", mark.key, mark);
    for (var one of old) { await CiaoDevice.drop(one.key); }
  }

  async function marked(key) {
    var presence = chosen(key), row = rowOf(key);
    if (!presence) { return; }
    var late = presence === "R", away = presence === "A" || presence === "G";
    var mark = { enrolment: dashed(key), presence: presence, base: field(key, "s").value, entry: late ? hour(field(key, "e").value) : "", note: away || late ? field(key, "n").value.trim() : "" };
    say(row, isWhole(mark) ? "su questo tablet" : "scrivi a che ora entra", isWhole(mark) ? "info" : "warn");
    answers.delete(key);
    row.querySelectorAll(".sv-clash").forEach(function (one) { one.remove(); });
    try { await remember(mark); } catch (locked) { say(row, "da salvare", "warn"); return; }
    soon();
  }

  async function counted() {
    var box = form.elements.others_count;
    if (!box || box.readOnly || !/^\d{0,3}$/.test(box.value.trim())) { return; }
    await remember({ enrolment: "", others: Number(box.value || 0), base: box.dataset.seen });
    soon();
  }

  function soon() { clearTimeout(later); later = setTimeout(flush, 350); }

  async function flush() {
    if (busy) { return; }
    busy = true;
    try { await (navigator.locks ? navigator.locks.request("ciao-sync", sync) : sync()); } finally { busy = false; }
  }

  async function sync() {
    clearTimeout(retry);
    var queue = (await waiting()).filter(isWhole).filter(function (one) { return !answers.has(one.key); });
    var away = queue.filter(function (one) { return one.mandate !== form.elements._mandate.value && server && one.mandate !== server.mandate; });
    queue = queue.filter(function (one) { return !away.includes(one); });
    if (!queue.length) { await told(server || "away", away.length); return; }
    if (!server || typeof server === "string") { server = await enter(); }
    if (typeof server === "string") { await told(server, away.length); return; }
    await told(await post(queue.slice(0, 200)), away.length);
  }

  async function post(queue) {
    var body = new URLSearchParams({ _mandate: queue[0].mandate, csrfmiddlewaretoken: server.token, marks: JSON.stringify(queue.filter(function (one) { return one.mandate === queue[0].mandate; })) });
    var answer;
    try { answer = await fetch(SEND, { method: "POST", body: body, redirect: "manual", headers: { "X-CSRFToken": server.token } }); } catch (gone) { server = null; return "away"; }
    if (answer.status === 409) { return "other"; }
    if (!answer.ok) { server = null; return answer.status === 400 ? "wrong" : answer.status >= 500 ? "away" : "expired"; }
    for (var one of (await answer.json()).answers) { await became(one, queue.find(function (mark) { return mark.key === one.key; })); }
    if ((await waiting()).some(function (mark) { return isWhole(mark) && !answers.has(mark.key); })) { soon(); }
    return server;
  }

  /* One word came back: saved and gone from here, or kept until somebody chooses. */
  async function became(answer, mark) {
    if (answer.state === "saved" || answer.state === "already") { await CiaoDevice.drop(mark.key); }
    else { answers.set(mark.key, answer); }
    if (mark.session !== session) { return; }
    if (!mark.enrolment) { others(answer, mark); return; }
    var key = mark.enrolment.replace(/-/g, ""), row = rowOf(key);
    if (!row) { return; }
    if (answer.state === "conflict") { clash(row, key, mark, answer); return; }
    if (answer.state === "refused") { refused(row, mark, answer); return; }
    field(key, "s").value = answer.seen;
    await copy();
    if (!(await here()).some(function (one) { return one.enrolment === mark.enrolment; })) { say(row, "salvata", "ok"); }
  }

  function others(answer, mark) {
    var box = form.elements.others_count;
    if (answer.state === "saved" || answer.state === "already") { box.dataset.seen = answer.seen; copy(); return; }
    CiaoDevice.drop(mark.key); answers.delete(mark.key);
    if (answer.theirs) { box.dataset.seen = answer.seen; }
    band(answer.why || "Altre persone: nel registro ora sono " + answer.seen + ", tu avevi scritto " + mark.others + ". Se è giusto il tuo numero, scrivilo di nuovo.", "warn");
  }

  function note(row, words) {
    row.querySelectorAll(".sv-clash").forEach(function (one) { one.remove(); });
    var box = document.createElement("div");
    box.className = "c-note warn sv-clash"; box.setAttribute("role", "status");
    var text = document.createElement("p");
    text.textContent = words;
    box.append(text); row.append(box);
    return box;
  }

  function choice(box, words, does) {
    var button = document.createElement("button");
    button.type = "button"; button.className = "btn btn-line btn-sm"; button.textContent = words;
    button.addEventListener("click", does);
    box.append(button);
  }

  var WORDS = { P: "presente", R: "in ritardo", A: "assente", G: "assenza giustificata" };

  function clash(row, key, mark, answer) {
    var mine = WORDS[mark.presence] + (mark.entry ? ", entra alle " + mark.entry : ""), theirs = answer.theirs;
    say(row, "da decidere", "warn");
    var box = note(row, "Tu: " + mine + ". " + theirs.who + ", alle " + theirs.when + ": " + theirs.words + ". Quale vale?");
    choice(box, "Tieni la tua", async function () {
      var kept = Object.assign({}, mark, { base: answer.seen });
      answers.delete(mark.key); box.remove(); say(row, "su questo tablet", "info");
      await remember(kept); field(key, "s").value = answer.seen; soon();
    });
    choice(box, "Tieni quella di " + theirs.who, async function () {
      await CiaoDevice.drop(mark.key); answers.delete(mark.key); box.remove();
      row.querySelector('input[value="' + theirs.presence + '"]').checked = true;
      field(key, "e").value = theirs.entry; field(key, "n").value = theirs.note; field(key, "s").value = answer.seen;
      await copy(); say(row, "salvata", "ok"); count(); await told(server, 0);
    });
  }

  function refused(row, mark, answer) {
    say(row, "non salvata", "stop");
    choice(note(row, answer.why), "Togli da questo tablet", async function () {
      await CiaoDevice.drop(mark.key); answers.delete(mark.key); location.reload();
    });
  }

  /* One band says where things stand. */
  async function told(state, away) {
    var left = await waiting(), open = left.filter(function (one) { return answers.has(one.key); }).length, safe = left.length - open;
    var words = people(safe, "presenza è al sicuro qui", "presenze sono al sicuro qui");
    var again = { url: "/accesso/login/?next=" + encodeURIComponent(location.pathname), text: "Entra di nuovo" };
    if (state === "away") { band("Senza rete. " + words.charAt(0).toUpperCase() + words.slice(1) + (safe ? ": partono da sole quando torna." : "."), "warn"); retry = setTimeout(flush, AGAIN); }
    else if (state === "expired") { band("Siamo usciti per sicurezza. " + words + ".", "warn", again); }
    else if (state === "other" || away) { band("Alcune presenze sono di un’altra tua abilitazione: scegli quella, in alto a destra, e partono.", "warn"); }
    else if (state === "wrong") { band("Non siamo riusciti a salvare. " + words + ": ricarica la pagina.", "warn"); }
    else if (open) { band(people(open, "presenza", "presenze") + " da decidere: guarda qui sotto.", "warn"); }
    else if (form.dataset.shell) { band("La rete è tornata e le presenze sono salvate.", "ok", { url: location.pathname, text: "Apri il registro" }); }
    else { band("", ""); }
    document.body.dataset.waiting = String(left.length);
  }

  async function enter() {
    var found = await ask();
    if (typeof found === "string") { return found; }
    await CiaoDevice.unlock(found.owner, found.key);
    return found;
  }

  async function restore() {
    for (var mark of await here()) {
      if (!mark.enrolment) { if (form.elements.others_count) { form.elements.others_count.value = mark.others; } continue; }
      var key = mark.enrolment.replace(/-/g, ""), row = rowOf(key);
      if (!row) { continue; }
      row.querySelector('input[value="' + mark.presence + '"]').checked = true;
      field(key, "e").value = mark.entry; field(key, "n").value = mark.note;
      say(row, isWhole(mark) ? "su questo tablet" : "scrivi a che ora entra", isWhole(mark) ? "info" : "warn");
    }
    count();
  }

  /* The list of this meeting, sealed, for when the page is opened without network. */
  async function copy() {
    var list = rows().map(function (row) {
      var key = keyOf(row);
      return { key: key, name: row.querySelector("legend").textContent, presence: chosen(key), entry: field(key, "e").value, note: field(key, "n").value, seen: field(key, "s").value };
    });
    var box = form.elements.others_count;
    await CiaoDevice.keep("roll", session, { title: form.dataset.title, when: form.dataset.when, mandate: form.elements._mandate.value, leads: form.dataset.leads, others: box ? box.dataset.seen : "", list: list });
    for (var old of await CiaoDevice.all("roll")) { if (Date.now() - old.at > 12 * 3600 * 1000) { await CiaoDevice.drop(old.id); } }
  }

  /* Everybody left is set at once, before anything is written: a tap that comes meanwhile is not covered. */
  async function all() {
    var keys = rows().map(keyOf).filter(function (key) { return !chosen(key); });
    keys.forEach(function (key) { rowOf(key).querySelector('input[value="P"]').checked = true; });
    count();
    for (var key of keys) { await marked(key); }
  }

  async function submitted(event) {
    var button = event.submitter, does = button ? button.value : "save";
    if (form.dataset.going) { return; }
    event.preventDefault();
    if (does === "rest") { filling = all(); await filling; return; }
    clearTimeout(later);
    await filling;
    await before;
    while (busy) { await new Promise(function (done) { setTimeout(done, 50); }); }
    await flush();
    var left = await here();
    if (left.length && does === "close") { band(document.getElementById("sv-band").textContent.trim() + " Il registro si chiude quando tutto è salvato.", "warn"); return; }
    if (left.length || form.dataset.shell) { document.getElementById("sv-band").scrollIntoView({ block: "center" }); return; }
    form.dataset.going = "1";
    form.requestSubmit(button);
  }

  function listen() {
    form.addEventListener("change", function (event) {
      var part = event.target.name.slice(0, 2);
      if (event.target.name === "others_count") { counted(); }
      else if (["p_", "e_", "n_"].includes(part)) { marked(event.target.name.slice(2)); }
    });
    form.addEventListener("ciao:marked", function (event) { marked(event.detail); });
    form.addEventListener("submit", submitted);
    window.addEventListener("online", function () { server = null; flush(); });
  }

  async function begin() {
    form = document.querySelector("form[data-offline]");
    if (!form || !window.CiaoDevice || !CiaoDevice.works) { return; }
    session = form.dataset.offline;
    var others = document.querySelector("span#sv-others"), box = form.elements.others_count;
    if (others && box) { box.dataset.seen = others.textContent; box.readOnly = box.readOnly || !form.dataset.leads; }
    server = await enter();
    if (!form.dataset.shell && !form.querySelector("[aria-invalid], .t-stop")) { if (await CiaoDevice.reader()) { await copy(); } }
    await restore();
    listen();
    form.dataset.ready = "1";
    await flush();
    if ("serviceWorker" in navigator && !form.dataset.shell) { navigator.serviceWorker.register("/corsi/senza-rete/lavoro/", { scope: "/corsi/" }).catch(function () {}); }
  }

  window.CiaoAttendance = { begin: begin };
  document.addEventListener("DOMContentLoaded", function () { if (document.querySelector("form[data-offline]:not([data-shell])")) { begin(); } });
}());
