/* What holds fields of the form: a record, which is a group of named fields, and a list, which is rows that
   can be added, moved and removed. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var fields = window.guidanceFormFields;
  var FEW = 20;

  function build(field, form, isBare) {
    var choices = form.choices[field.refers];
    switch (field.kind) {
      case "record": return record(field, form, isBare);
      case "list": return field.item.kind === "reference" && isShort(field.item, form)
        ? fields.ticks(field, form.choices[field.item.refers]) : list(field, form);
      case "reference": return choices.length > FEW
        ? window.guidanceFormSearch.searched(field, choices) : fields.select(field, choices);
      case "choice": return fields.words(field);
      case "prose": return fields.prose(field);
      case "yes-no": return field.required && !field.box ? fields.yesNo(field) : fields.check(field);
      default: return fields.line(field);
    }
  }

  function isShort(item, form) { return item.refers !== "case" && form.choices[item.refers].length <= FEW; }

  /* `isBare`: the heading of a section or of a row stands above it already. */
  function record(field, form, isBare) {
    var inner = field.fields.map(function (one) {
      return build(one, form, field.isWhole && one.kind === "record" && form.sections.some(function (section) {
        return section[1].length === 1 && section[1][0] === one.name;
      }));
    });
    var isGiven = false;
    var id = fields.nextId();
    var box = make(isBare ? "div" : "fieldset", "g-form__record");
    var error = make("p", "g-form__error");
    error.hidden = true;
    if (!isBare) box.append(make("legend", "g-form__legend", field.label));
    else if (field.label) {
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", field.label);
    }
    if (field.help) box.append(make("p", "g-form__help", field.help));
    box.id = id;
    box.append(error);
    inner.forEach(function (one) { box.append(one.element); });
    return {
      element: box, id: id, inner: inner,
      get: function () {
        var data = {};
        inner.forEach(function (one, place) {
          var value = one.get();
          if (value !== undefined) data[field.fields[place].name] = value;
        });
        return field.required || isGiven || Object.keys(data).length ? data : undefined;
      },
      set: function (value) {
        var isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
        var data = isMapping ? value : {};
        isGiven = isMapping;
        var left = inner.reduce(function (all, one, place) {
          var name = field.fields[place].name;
          return all.concat(below(name, one.set(Object.hasOwn(data, name) ? data[name] : undefined)));
        }, isMapping ? [] : fields.unshown(value));
        return Object.keys(data).reduce(function (all, name) {
          var isKnown = field.fields.some(function (one) { return one.name === name; });
          return isKnown ? all : all.concat(below(name, fields.unshown(data[name])));
        }, left);
      },
      find: function (at) {
        var place = field.fields.findIndex(function (one) { return one.name === at[0]; });
        return place < 0 ? this : inner[place].find(at.slice(1));
      },
      show: function (problems) { fields.showError(box, error, [], problems); },
      focus: function () { inner[0].focus(); }
    };
  }

  function below(name, left) {
    return left.map(function (one) { return { at: [name].concat(one.at), value: one.value }; });
  }

  function list(field, form) {
    var rows = [];
    var isGiven = false;
    var id = fields.nextId();
    var box = make("fieldset", "g-form__list", make("legend", "g-form__label", field.label));
    var error = make("p", "g-form__error");
    var place = make("ol", "g-form__rows");
    var add = site.button("g-button g-button--quiet", field.add);
    var status = make("p", "g-hidden");
    if (!field.required) box.firstChild.append(make("small", "", " " + guidanceSay("(optional)")));
    if (field.help) box.append(make("p", "g-form__help", field.help));
    error.hidden = true;
    error.id = id + "-error";
    status.setAttribute("role", "status");
    add.id = id;
    add.setAttribute("aria-describedby", error.id);
    box.append(error, place, add, status);

    function insert(value) {
      var row = { field: build(Object.assign({}, field.item, { label: capital(field.entry), required: true }), form, true) };
      row.title = make("h3", "g-form__row-title");
      row.title.tabIndex = -1;
      row.tools = make("p", "g-form__tools");
      row.element = make("li", "g-form__row", row.title, row.field.element, row.tools);
      [[guidanceSay("Move up"), up], [guidanceSay("Move down"), down], [guidanceSay("Remove"), remove]].forEach(function (tool) {
        var made = site.button("g-form__tool", tool[0], make("span", "g-hidden"));
        made.addEventListener("click", function () { tool[1](row, made); });
        row.tools.append(made);
      });
      rows.push(row);
      place.append(row.element);
      number();
      return row.field.set(value);
    }

    function number() {
      rows.forEach(function (row, position) {
        var name = guidanceSay("{entry} {number} of {whole}", { entry: field.entry, number: position + 1, whole: rows.length });
        row.title.textContent = capital(name);
        Array.from(row.tools.children).forEach(function (tool) { tool.lastChild.textContent = " " + name; });
        row.tools.children[0].disabled = position === 0;
        row.tools.children[1].disabled = position === rows.length - 1;
      });
    }

    function move(row, by, button) {
      var from = rows.indexOf(row);
      rows.splice(from, 1);
      rows.splice(from + by, 0, row);
      place.insertBefore(row.element, place.children[by < 0 ? from + by : from + by + 1]);
      number();
      status.textContent = guidanceSay("{entry} moved to place {number} of {whole}", { entry: capital(field.entry), number: from + by + 1, whole: rows.length });
      // At either end its own button can't be pressed any more.
      (button.disabled ? row.title : button).focus();
      changed();
    }

    function up(row, button) { move(row, -1, button); }
    function down(row, button) { move(row, 1, button); }

    function remove(row) {
      var from = rows.indexOf(row);
      var value = row.field.get();
      var isEmpty = value === undefined || (typeof value === "object" && !Object.keys(value).length);
      if (!isEmpty && !site.confirm(guidanceSay("Remove {entry} {number} and all that is in it?", { entry: field.entry, number: from + 1 }))) return;
      rows.splice(from, 1);
      row.element.remove();
      number();
      status.textContent = guidanceSay("{entry} removed. {number} left.", { entry: capital(field.entry), number: rows.length });
      (rows.length ? rows[Math.min(from, rows.length - 1)].title : add).focus();
      isGiven = false;
      changed();
    }

    function changed() { box.dispatchEvent(new CustomEvent("guidance:rows", { bubbles: true })); }

    add.addEventListener("click", function () {
      insert(undefined);
      rows[rows.length - 1].field.focus();
      status.textContent = guidanceSay("{entry} {number} added", { entry: capital(field.entry), number: rows.length });
      changed();
    });
    return {
      element: box, id: id,
      get: function () {
        var values = rows.map(function (row) {
          var value = row.field.get();
          return value === undefined ? "" : value;
        });
        return values.length || isGiven ? values : undefined;
      },
      set: function (value) {
        rows = [];
        place.replaceChildren();
        isGiven = Array.isArray(value) && !value.length;
        if (!Array.isArray(value)) return fields.unshown(value);
        return value.reduce(function (all, item, position) { return all.concat(below(position, insert(item))); }, []);
      },
      find: function (at) { return at.length && rows[at[0]] ? rows[at[0]].field.find(at.slice(1)) : this; },
      show: function (problems) { fields.showError(box, error, [], problems); },
      focus: function () { add.focus(); }
    };
  }

  /* With a first letter as at the start of a sentence. */
  function capital(text) { return text.replace(/\p{L}/u, function (letter) { return letter.toUpperCase(); }); }

  window.guidanceFormRecords = { build: build };
})();
