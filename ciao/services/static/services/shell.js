/* The register without network: drawn from what is sealed on this device. */
(function () {
  "use strict";

  function line(form, one) {
    var model = document.getElementById("sv-line").content.cloneNode(true), row = model.querySelector("li");
    row.querySelectorAll("[name]").forEach(function (field) { field.name = field.name.replace("KEY", one.key); });
    row.querySelectorAll("[id]").forEach(function (field) { field.id = field.id.replace("KEY", one.key); });
    row.querySelectorAll("[for]").forEach(function (label) { label.htmlFor = label.htmlFor.replace("KEY", one.key); });
    row.querySelector("legend").textContent = one.name;
    form.querySelector("[data-roll]").append(row);
    var checked = one.presence && row.querySelector('input[type=radio][value="' + one.presence + '"]');
    if (checked) { checked.checked = true; }
    row.querySelector("[name^=e_]").value = one.entry;
    row.querySelector("[name^=n_]").value = one.note;
    row.querySelector("[name^=s_]").value = one.seen;
    row.querySelector(".c-saved").lastChild.textContent = one.presence ? "salvata" : "da segnare";
    row.classList.toggle("todo", !one.presence);
  }

  function draw(form, roll) {
    document.getElementById("sv-title").textContent = roll.title + " · " + roll.when;
    form.elements._mandate.value = roll.mandate;
    form.dataset.title = roll.title; form.dataset.when = roll.when; form.dataset.leads = roll.leads;
    form.elements.others_count.value = form.elements.others_count.dataset.seen = roll.others;
    form.elements.others_count.readOnly = !roll.leads;
    roll.list.forEach(function (one) { line(form, one); });
    form.hidden = false;
  }

  function others(rolls, box) {
    rolls.forEach(function (roll) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = "/corsi/incontri/" + roll.id + "/presenze/";
      link.textContent = roll.value.title + ", " + roll.value.when;
      item.append(link); box.append(item);
    });
    box.hidden = !rolls.length;
  }

  document.addEventListener("DOMContentLoaded", async function () {
    var form = document.querySelector("form[data-shell]");
    var found = location.pathname.match(/incontri\/([0-9a-f-]{36})\/presenze/);
    var rolls = CiaoDevice.works ? await CiaoDevice.all("roll") : [];
    var roll = found && rolls.find(function (one) { return one.id === found[1]; });
    if (roll) {
      form.dataset.offline = roll.id;
      draw(form, roll.value);
      document.dispatchEvent(new CustomEvent("ciao:drawn"));
      await CiaoAttendance.begin();
      return;
    }
    document.getElementById("sv-none").hidden = false;
    others(rolls, document.getElementById("sv-lists"));
  });
}());
