/* The result, the gaps and the plan of one team, drawn into their places. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var answers = window.guidanceAnswers;
  var plan = window.guidancePlan;
  var files = window.guidanceAssessSave;
  var charts = window.guidanceAssessChart;
  var ORDERS = [["seen", guidanceSay("Not started first, and what most organisations like yours do first")], ["date", guidanceSay("By date")], ["theme", guidanceSay("By theme")]];
  var FIELDS = [["note", guidanceSay("Note: what you will do"), "textarea"], ["owner", guidanceSay("Owner"), "text"], ["date", guidanceSay("By when"), "date"]];

  var cards = new Map(); // what was drawn of a gap, by its identifier: only what is new is drawn again

  function fill(place, children) { place.replaceChildren.apply(place, children); }

  /* The same, leaving alone what stands where it should: somebody may be reading or typing there. */
  function arrange(place, children) {
    var wanted = new Set(children);
    Array.from(place.childNodes).forEach(function (child) { if (!wanted.has(child)) child.remove(); });
    children.forEach(function (child, position) {
      if (place.childNodes[position] !== child) place.insertBefore(child, place.childNodes[position] || null);
    });
  }

  /* After another choice of organisation, others are like the reader's. */
  function forget() { cards.clear(); }

  function result(place, team) {
    if (!plan.answered(team)) return fill(place, [make("p", "", guidanceSay("Answer some questions above. Here you then see, theme by theme, where your team stands."))]);
    return fill(place, [make("p", "", summary(team)), charts.chart(team), charts.numbers(team)]);
  }

  function summary(team) {
    var total = { relevant: 0 };
    plan.byTheme(team).forEach(function (theme) {
      Object.keys(theme.counts).forEach(function (state) { total[state] = (total[state] || 0) + theme.counts[state]; });
      total.relevant += theme.of - theme.counts["not-relevant"];
    });
    var whole = guidanceSay("{number} of {whole} recommendations that are relevant are in place, {underWay} are under way and {notStarted} not started.",
      { number: total["in-place"], whole: total.relevant, underWay: total["under-way"], notStarted: total["not-started"] });
    var open = total[""];
    return open ? whole + " " + guidanceCount(open, "has no answer yet.", "have no answer yet.") : whole;
  }

  function recommendation(id) { return site.link("recommendations/" + id + ".html", answers.known.get(id).title); }

  /* A list of what some case studies did. */
  function practices(list) {
    return make.apply(null, ["ul", "g-assess__did"].concat(list.map(function (one) {
      return make("li", "", site.link("case-studies/" + one.id + ".html#" + one.anchor, one.title), ": " + one.how);
    })));
  }

  function others(id) {
    var found = plan.others(id);
    var made = [make("p", "g-meta", files.seenIn(found))];
    if (found.like.length) made.push(make("p", "g-assess__whose", guidanceSay("Organisations like yours")), practices(found.like));
    else if (found.lines.length && found.all.count) made.push(make("p", "", guidanceSay("No case study like yours shows this yet.")));
    if (found.others.length) made.push(make("p", "g-assess__whose", found.lines.length ? guidanceSay("Other organisations") : guidanceSay("What organisations did")), practices(found.others));
    if (found.all.count > found.like.length + found.others.length) {
      made.push(make("p", "", site.link("recommendations/" + id + ".html", guidanceSay("All {number} examples", { number: found.all.count })), make("span", "g-hidden", ": " + answers.known.get(id).title)));
    }
    return made;
  }

  function field(id, name, label, kind) {
    var made = make(kind === "textarea" ? "textarea" : "input", "");
    var text = make("label", "", label, make("span", "g-hidden", ": " + answers.known.get(id).title));
    if (kind === "textarea") made.rows = 2;
    else made.type = kind;
    if (kind !== "date") made.maxLength = window.guidanceAssessment.longest[name === "note" ? "note" : "name"];
    made.name = name;
    made.id = text.htmlFor = "gap-" + name + "-" + id;
    return make("p", "g-assess__field g-assess__field--" + name, text, made);
  }

  /* {box, state, appendix} of a gap: its card, where the card names its state, and the part for paper.
     `goTo(id)` leads back to the question; `binder` keeps the fields in step with it. */
  function cardOf(id, binder, goTo) {
    if (cards.has(id)) return cards.get(id);
    var item = answers.known.get(id);
    var state = make("span", "");
    var change = site.button("g-choose g-assess__change", guidanceSay("Change the answer"), make("span", "g-hidden", ": " + item.title));
    change.addEventListener("click", function () { goTo(id); });
    var fields = make.apply(null, ["div", "g-assess__fields"].concat(FIELDS.map(function (one) { return field(id, one[0], one[1], one[2]); })));
    var made = {
      state: state,
      box: make.apply(null, ["section", "g-assess__gap", make("h3", "", recommendation(id)), make("p", "g-meta", state, " " + item.themeTitle + " ", change)].concat(others(id), fields)),
      appendix: make.apply(null, ["section", "g-assess__gap", make("h4", "", item.title)].concat(others(id)))
    };
    binder.addAll(fields, id);
    cards.set(id, made);
    return made;
  }

  function gaps(place, team, order, binder, goTo) {
    var found = plan.gaps(team, order);
    arrange(place, found.length ? found.map(function (id) {
      var card = cardOf(id, binder, goTo);
      var given = team.answers.get(id);
      card.state.className = "g-badge g-assess__state--" + given.state;
      card.state.textContent = plan.titleOf(given.state);
      return card.box;
    }) : [make("p", "", plan.answered(team) ? guidanceSay("Nothing is marked as not started or under way.") : guidanceSay("What you mark as not started or under way is listed here, with what other organisations did about it."))]);
    found.forEach(function (id) { binder.show(id, team.answers.get(id), document.activeElement); });
  }

  function orderChoice(order, change) {
    var select = make("select", "");
    ORDERS.forEach(function (one) {
      var option = make("option", "", one[1]);
      option.value = one[0];
      select.append(option);
    });
    select.value = order;
    select.id = "assess-order";
    select.addEventListener("change", function () { change(select.value); });
    var label = make("label", "", guidanceSay("Order of the gaps and of the plan"));
    label.htmlFor = select.id;
    return make("p", "g-assess__choice", label, select);
  }

  function part(tag, role) {
    var made = make.apply(null, [tag, ""].concat(Array.prototype.slice.call(arguments, 2)));
    made.setAttribute("role", role);
    return made;
  }

  /* On a phone its rows are laid out as blocks, in which each value names its column: the roles say that it
     is a table all the same. */
  function planTable(team, found) {
    var heads = [guidanceSay("Recommendation"), guidanceSay("State"), guidanceSay("Note"), guidanceSay("Owner"), guidanceSay("By when")];
    var head = part.apply(null, ["tr", "row"].concat(heads.map(function (text) { return part("th", "columnheader", text); })));
    var rows = found.map(function (id) { return planRow(team.answers.get(id), id, heads); });
    var table = part("table", "table", make("caption", "", guidanceCount(found.length, "Plan, {number} recommendation", "Plan, {number} recommendations")),
      part("thead", "rowgroup", head), part.apply(null, ["tbody", "rowgroup"].concat(rows)));
    table.className = "g-assess__plan";
    return table;
  }

  function planRow(given, id, heads) {
    var first = part("th", "rowheader", recommendation(id), make("small", "", answers.known.get(id).themeTitle));
    var values = [plan.titleOf(given.state), given.note, given.owner, plan.day(given.date)];
    first.scope = "row";
    return part.apply(null, ["tr", "row", first].concat(values.map(function (value, position) {
      var name = make("span", "g-assess__of", heads[position + 1] + ": ");
      name.setAttribute("aria-hidden", "true");
      var cell = part("td", "cell", name, value || "\u2013");
      if (!value) cell.className = "g-assess__none";
      return cell;
    })));
  }

  /* For paper, what others did stands behind the plan: `cardOf` has it of every gap that was drawn. */
  function thePlan(place, team, order, withOthers) {
    var found = plan.gaps(team, order);
    var examples = withOthers ? plan.shown(found).filter(function (id) { return cards.has(id); }) : [];
    var made = [make("p", "g-assess__whom", files.heading(team) + ". " + files.origin())];
    if (found.length) made.push(planTable(team, found));
    else made.push(make("p", "", guidanceSay("The plan lists what you mark as not started or under way.")));
    if (examples.length) {
      made.push(make.apply(null, ["div", "g-assess__appendix", make("h3", "", guidanceSay("What others did"))].concat(examples.map(function (id) {
        return cards.get(id).appendix;
      }))));
    }
    fill(place, made);
  }

  window.guidanceAssessResult = { result: result, gaps: gaps, forget: forget, orderChoice: orderChoice, thePlan: thePlan };
})();
