/* Teams side by side: those of this browser, and others from saved files, which stay only while the page is open. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var answers = window.guidanceAnswers;
  var plan = window.guidancePlan;
  var charts = window.guidanceAssessChart;
  var files = window.guidanceAssessFile;
  var MOST = 8;
  var shown = { place: null, say: null, teams: new Map(), current: "", guests: [], only: false };

  /* Draws into `place`; `say` tells what became of files. */
  function begin(place, say) {
    shown.place = place;
    shown.say = say;
  }

  function update(teams, current) {
    shown.teams = teams;
    shown.current = current;
    if (shown.place) draw(entries());
  }

  function forget() { shown.guests = []; }

  function add(chosen) {
    Promise.all(chosen.map(files.read)).then(function (all) {
      var refused = all.map(function (read, position) {
        var name = chosen[position].name;
        if (read.refused) return guidanceSay("Not added: {name}. {reason}", { name: name, reason: read.refused });
        if (shown.guests.length + shown.teams.size >= MOST) {
          return guidanceSay("Not added: {name}. {number} teams are the most.", { name: name, number: MOST });
        }
        shown.guests.push(read);
        return "";
      }).filter(Boolean);
      draw(entries());
      shown.say(refused.join(" ") || guidanceCount(all.length, "file is added to the comparison.", "files are added to the comparison."));
    });
  }

  /* {team, note, remove} each: `remove` only for those from files. */
  function entries() {
    return Array.from(shown.teams.values(), function (team) {
      return { team: team, note: team.id === shown.current ? guidanceSay("shown above") : guidanceSay("in this browser"), remove: null };
    }).concat(shown.guests.map(function (guest) {
      return { team: guest.team, note: originOf(guest), remove: function () {
        shown.guests = shown.guests.filter(function (other) { return other !== guest; });
        draw(entries());
        document.getElementById("assess-add").focus();
      } };
    }));
  }

  /* Of what is read from a file: from when it is, and of which release of the guidance, where it says so. */
  function originOf(guest) {
    var values = { day: plan.day(guest.saved), release: guest.release };
    if (guest.saved && guest.release) return guidanceSay("from a file, saved on {day}, release {release}", values);
    if (guest.saved) return guidanceSay("from a file, saved on {day}", values);
    return guest.release ? guidanceSay("from a file, release {release}", values) : guidanceSay("from a file");
  }

  function draw(entries) {
    var place = shown.place;
    if (entries.length < 2) {
      return place.replaceChildren(make("p", "", guidanceSay("Add the saved file of another team, or of your own from an earlier day. Files are read in this browser, and forgotten when you leave the page.")));
    }
    return place.replaceChildren(
      charts.scrolling(themeTable(entries), guidanceSay("Teams by theme")), rowSwitch(),
      charts.scrolling(answerTable(entries), guidanceSay("Teams by recommendation")));
  }

  function nameOf(entry) { return entry.team.name || guidanceSay("Team without a name"); }

  function heads(first, entries, hasButtons) {
    return make.apply(null, ["tr", "", charts.headCell(first, "col")].concat(entries.map(function (entry) {
      var cell = charts.headCell(nameOf(entry), "col");
      if (entry.note) cell.append(make("small", "", entry.note));
      if (hasButtons && entry.remove) {
        var remove = site.button("g-choose", guidanceSay("Remove"), make("span", "g-hidden", " " + nameOf(entry)));
        remove.addEventListener("click", entry.remove);
        cell.append(remove);
      }
      return cell;
    })));
  }

  function table(caption, head, rows) {
    return make("table", "g-assess__table g-assess__teams", make("caption", "", caption), make("thead", "", head), make.apply(null, ["tbody", ""].concat(rows)));
  }

  function themeTable(entries) {
    var all = entries.map(function (entry) { return plan.byTheme(entry.team); });
    return table(guidanceSay("In place, by theme"), heads(guidanceSay("Theme"), entries, true), all[0].map(function (theme, position) {
      return make.apply(null, ["tr", "", charts.headCell(theme.title, "row")].concat(all.map(function (themes) {
        return make("td", "", charts.standing(themes[position]), charts.bar(themes[position]));
      })));
    }));
  }

  function rowSwitch() {
    var box = make("input", "");
    box.type = "checkbox";
    box.checked = shown.only;
    box.id = "assess-only";
    box.addEventListener("change", function () {
      shown.only = box.checked;
      draw(entries());
      document.getElementById(box.id).focus();
    });
    return make("label", "g-assess__check", box, guidanceSay("Only where answers differ"));
  }

  function answerTable(entries) {
    var rows = Array.from(answers.known.values()).filter(function (item) {
      return !shown.only || new Set(entries.map(function (entry) { return plan.stateOf(entry.team, item.id); })).size > 1;
    }).map(function (item) {
      return make.apply(null, ["tr", "", charts.headCell(site.link("recommendations/" + item.id + ".html", item.title), "row")].concat(entries.map(function (entry) {
        var state = plan.stateOf(entry.team, item.id);
        return make("td", state ? "g-assess__said--" + state : "g-assess__none", plan.titleOf(state));
      })));
    });
    return table(rows.length ? guidanceSay("Answers, by recommendation") : guidanceSay("Answers, by recommendation: none differ"), heads(guidanceSay("Recommendation"), entries, false), rows);
  }

  window.guidanceAssessCompare = { begin: begin, update: update, add: add, forget: forget };
})();
