#include "engine/report/html.h"

#include "engine/base/symbol.h"
#include "engine/report/alike.h"
#include "engine/report/edit_text.h"
#include "engine/report/finding_text.h"
#include "engine/report/html_page.h"
#include "engine/report/html_request.h"
#include "engine/report/markup.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"

namespace remora::report {

namespace {

using delivery::Outcome;
using delivery::ProbeResult;
using fixture::DeliveryReport;

/// A denial that does no harm is no alarm.
std::string_view colour_of(const ProbeResult& probe) {
  const Match succeeded = probe.succeeded();
  return succeeded == Match::No && !probe.required ? "open" : colour(succeeded);
}

std::string rule_html(explanation::Rule rule) {
  const explanation::RuleInfo& found = info(rule);
  return "<p>Read on: <a rel=\"noreferrer\" href=\"" + escape_markup(found.url) + "\">" +
         escape_markup(found.title) + "</a>; " +
         tagged("code", "", "remora help " + topic_of(found)) + ".</p>";
}

/// The facts that nobody knows: what, where, why, and how to supply it.
std::string missing_html(const std::vector<UnknownPtr>& missing) {
  std::string out;
  for (const UnknownPtr& fact : missing) {
    out += "<li>" + escape_markup(fact->what) + " " +
           tagged("span", "soft mono", whereabouts(*fact)) +
           (fact->supply.empty() ? std::string()
                                 : "; to supply it: " + tagged("code", "", fact->supply)) +
           "</li>";
  }
  return out.empty() ? out : "<ul>" + out + "</ul>";
}

std::string why_html(const DeliveryReport& report) {
  const auto why = why_of(report.outcome, report.cause);
  if (!why) {
    return {};
  }
  std::string out = "<h3>Why</h3>" + tagged("p", "", why->sentence) +
                    missing_html(report.outcome.missing) +
                    tagged("p", "soft", info(why->kind).lesson) + rule_html(info(why->kind).rule);
  if (!why->statement.empty()) {
    const explanation::Cause& cause = *report.cause;
    out += "<p>" + std::string(why->statement) + " " +
           escape_markup(statement_title(*cause.statement, Style(false))) + " " +
           tagged("span", "soft mono", to_string(Place{cause.source, cause.statement->span})) +
           "</p>" + statement_text_html(cause.trace, *cause.source, *why->context) +
           (cause.origin.empty() ? "" : tagged("p", "soft", cause.origin));
  }
  return out;
}

std::string edit_html(const remedy::Edit& edit, std::optional<code::Language> as_code) {
  std::string out = tagged("p", "", headline(edit));
  for (const std::string& statement : code_of(edit, language_of(edit, as_code))) {
    out += "<pre tabindex=\"0\" aria-label=\"statement\">" + escape_markup(statement) + "</pre>";
  }
  if (const std::string documented = documented_in(edit); !documented.empty()) {
    out += tagged("p", "soft", documented);
  }
  if (!edit.remark.empty()) {
    out += "<p><span class=\"pill open\">note</span> " + escape_markup(edit.remark) + "</p>";
  }
  if (const std::string replacements = replacements_in(edit); !replacements.empty()) {
    out += tagged("p", "", replacements);
  }
  return out;
}

std::string advice_html(const remedy::Advice& advice, std::optional<code::Language> as_code) {
  std::string out = "<h3>Fix</h3>" + tagged("p", "", sentence_of(advice));
  for (const std::string& command : advice.commands) {
    out += "<pre tabindex=\"0\" aria-label=\"command\">" + escape_markup(command) + "</pre>";
  }
  out += advice.halfway.empty() ? "" : tagged("p", "", say(Say::Halfway, Language::English));
  for (const remedy::Edit& edit : advice.halfway) {
    out += edit_html(edit, as_code);
  }
  return out;
}

/// The best way to mend it; `fix` shows the others.
std::string fix_html(const DeliveryReport& report, std::optional<code::Language> as_code) {
  if (report.remedies.empty()) {
    return report.advice ? advice_html(*report.advice, as_code) : std::string();
  }
  const remedy::Remedy& remedy = report.remedies.front();
  std::string out =
      (remedy.verified
           ? std::string("<h3>Fix <span class=\"pill good\">verified by running the delivery again"
                         "</span></h3>")
           : tagged("h3", "", heading_of(remedy))) +
      tagged("p", "", remedy.summary);
  for (const remedy::Edit& edit : remedy.edits) {
    out += edit_html(edit, as_code);
  }
  for (const std::string& step : next_steps_of(report, std::nullopt)) {
    out += tagged("p", "", "Then: " + step + ".");
  }
  return out;
}

std::string finding_html(const fixture::Finding& finding) {
  std::string out = "<p><span class=\"pill open\">" + escape_markup(finding.code) + "</span> " +
                    escape_markup(finding.message);
  if (finding.place.known()) {
    out += " " + tagged("span", "soft mono", to_string(finding.place));
  }
  for (const std::string& other : other_places(finding)) {
    out += "<br>" + escape_markup(other);
  }
  return out + (finding.hint.empty() ? "" : "<br>" + escape_markup(finding.hint)) + "</p>";
}

std::string probe_html(const DeliveryReport& report, std::size_t index) {
  const ProbeResult& probe = report.outcome.probes[index];
  const bool fault = report.outcome.cause == index;
  const std::string_view css = colour_of(probe);
  std::string out = fault ? "<li class=\"fault " + std::string(css) + "\">" : "<li>";
  out += std::string("<details class=\"request\"") + (fault ? " open" : "") + "><summary>";
  out += tagged("span", "soft", std::to_string(index + 1));
  out += tagged("span", "who", explanation::short_name(probe.request.principal));
  out += tagged("span", "action mono", probe.request.action);
  out += "<span>" + tagged("span", "pill " + std::string(css), verdict_word(probe)) + "</span>";
  out += "<span class=\"purpose\">" + escape_path(purpose_of(probe)) +
         "</span></summary><div class=\"inside\">";
  if (!probe.obstacle.empty()) {
    out += tagged("p", "", "Whatever the policies say: " + probe.obstacle + ".");
  }
  if (probe.open) {
    // What it came to for one possibility would say nothing of the others.
    out += tagged("p", "", "Let through or not, depending on what nobody knows here:") +
           missing_html(report.outcome.missing);
  } else if (index < report.explanations.size()) {
    out += request_html(probe.request, probe.policies, report.explanations[index]);
  }
  return out + "</div></details></li>";
}

std::string remarks_html(const DeliveryReport& report) {
  std::string out;
  for (const delivery::Remark& remark : report.outcome.warnings) {
    out += "<p><span class=\"pill open\">note</span> " + escape_markup(remark.message) + "</p>";
  }
  for (const AlternativeWords& alternative : describe(report.alternatives)) {
    if (alternative.outcome != report.outcome.outcome) {
      out += "<p><span class=\"pill open\">rests on an assumption</span> " +
             escape_markup(alternative.sentence) + "</p>";
    }
  }
  if (!report.outcome.status.empty()) {
    out += "<h3>Status afterwards</h3><ul>";
    for (const delivery::StatusField& field : report.outcome.status) {
      out += "<li>" + tagged("code", "", field.name + ": " + field.value) + "</li>";
    }
    out += "</ul>";
  }
  if (!report.outcome.objects_written.empty()) {
    out += "<h3>Objects written</h3><ul>";
    for (const delivery::WrittenObject& object : report.outcome.objects_written) {
      out += "<li>" + tagged("code", "", object.key) + "</li>";
    }
    out += "</ul>";
  }
  if (report.reported) {
    out += "<p>" + escape_markup(report.reported->sentence) + "</p>";
  }
  for (const std::string& difference : report.disagreements) {
    out += "<p><span class=\"pill bad\">differs from the expectation</span> " +
           escape_markup(difference) + "</p>";
  }
  return out;
}

/// That several deliveries are one story, and the list of them to open.
std::string alike_html(const fixture::ScenarioReport& scenario,
                       const fixture::Alike& alike,
                       const AlikeWords& words) {
  if (alike.size() == 1) {
    return {};
  }
  std::string out = tagged("p", "", words.sentence) + "<details><summary>all " +
                    counted(alike.size()) + "</summary><ul>";
  for (const std::size_t index : alike) {
    const delivery::Call& call = *scenario.deliveries[index].call;
    out += "<li>" + escape_markup(call.id) + " " +
           tagged("span", "soft", "account " + readable(call.account) + ", " + call.region) +
           "</li>";
  }
  return out + "</ul></details>";
}

std::string delivery_html(const fixture::ScenarioReport& scenario,
                          const fixture::Alike& alike,
                          const std::string& anchor,
                          std::optional<code::Language> as_code) {
  const DeliveryReport& report = scenario.deliveries[alike.front()];
  const delivery::DeliveryOutcome& outcome = report.outcome;
  const AlikeWords words = words_for(scenario, alike);
  const delivery::Call& call = *report.call;
  const std::string css(colour(match_of(outcome.outcome)));
  std::string out =
      "<section class=\"card " + css + "\" id=\"" + anchor + "\"><h2 class=\"" + css + "\">" +
      tagged("span", "", words.title) +
      tagged("span",
             "pill",
             std::string(mark(outcome.outcome)) + " " + std::string(words_for(report))) +
      "</h2>" + tagged("p", "soft", readable(words.facts(call)));
  if (outcome.error) {
    out += "<pre class=\"text error\">" + tagged("strong", "", outcome.error->code) + "\n" +
           escape_markup(readable(outcome.error->message)) + "</pre>" +
           tagged("p",
                  "soft",
                  "HTTP " + std::to_string(outcome.error->http_status) + ", text " +
                      std::string(to_string(outcome.error->origin)) + ": " +
                      meaning_of(outcome.error->origin));
  }
  for (const fixture::Finding* finding : findings_of(scenario, call.id)) {
    out += finding_html(*finding);
  }
  out += alike_html(scenario, alike, words) + why_html(report) + fix_html(report, as_code);
  if (!outcome.probes.empty()) {
    out += "<h3>Requests</h3><ol class=\"requests\">";
    for (std::size_t i = 0; i < outcome.probes.size(); ++i) {
      out += probe_html(report, i);
    }
    out += "</ol>";
  }
  return out + remarks_html(report) + "</section>";
}

std::string scenario_request_html(const fixture::RequestReport& report, const std::string& anchor) {
  const Verdict verdict = report.explanation.decision.verdict;
  const Match match = match_of(verdict);
  const std::string css(colour(match));
  std::string out = "<section class=\"card " + css + "\" id=\"" + anchor + "\"><h2 class=\"" + css +
                    "\">" + tagged("span", "", report.id) +
                    tagged("span", "soft mono", report.request.action) +
                    tagged("span", "pill", to_string(verdict)) + "</h2>";
  if (!report.agrees) {
    out += tagged("p", "", "expected " + std::string(to_string(*report.expect)));
  }
  return out + request_html(report.request, report.policies, report.explanation) + "</section>";
}

class Page {
 public:
  explicit Page(std::optional<code::Language> as_code) : as_code_(as_code) {}

  std::string print(std::span<const fixture::ScenarioReport> reports) {
    for (const fixture::ScenarioReport& report : reports) {
      add(report);
    }
    return page_head("remora: " + summary()) + "<header><h1>" +
           escape_markup("Would AWS deliver? " + summary()) + "</h1>" + titles_ +
           "<nav aria-label=\"" + "deliveries\"><ul>" + links_ +
           "</ul></nav></header><main id=\"main\">" + sections_ + "</main>" + page_foot();
  }

 private:
  void add(const fixture::ScenarioReport& report) {
    titles_ += "<p>" + escape_markup(report.title) + "<br>" +
               tagged("span", "soft mono", report.input()) + "</p>";
    for (const fixture::Alike& alike : stories_of(report)) {
      const DeliveryReport& one = report.deliveries[alike.front()];
      const std::string anchor = next_anchor();
      counts_[static_cast<std::size_t>(one.outcome.outcome)] += alike.size();
      link(anchor,
           words_for(report, alike).title,
           match_of(one.outcome.outcome),
           to_string(one.outcome.outcome));
      sections_ += delivery_html(report, alike, anchor, as_code_);
    }
    for (const fixture::RequestReport& one : report.requests) {
      const std::string anchor = next_anchor();
      const Verdict verdict = one.explanation.decision.verdict;
      link(anchor, one.id, match_of(verdict), verdict_word(verdict));
      sections_ += scenario_request_html(one, anchor);
    }
    std::string more;
    for (const fixture::Finding* finding : findings_of(report, {})) {
      more += finding_html(*finding);
    }
    sections_ += more.empty() ? more : "<section class=\"card open\">" + more + "</section>";
  }

  // Ids of the input are no anchors: they may hold anything, and stand twice.
  std::string next_anchor() { return "d" + std::to_string(++anchors_); }

  void link(const std::string& anchor, std::string_view id, Match match, std::string_view word) {
    links_ += "<li><a href=\"#" + anchor + "\">" + escape_markup(id) + "</a>" +
              tagged("span", "pill " + std::string(colour(match)), word) + "</li>";
  }

  [[nodiscard]] std::string summary() const {
    std::string text;
    for (const Outcome outcome : {Outcome::Refused, Outcome::Undetermined, Outcome::Delivered}) {
      const std::size_t count = counts_[static_cast<std::size_t>(outcome)];
      if (count > 0) {
        text += (text.empty() ? "" : ", ") + counted(count) + " " + std::string(to_string(outcome));
      }
    }
    return text.empty() ? "no deliveries" : text;
  }

  std::optional<code::Language> as_code_;
  int anchors_ = 0;
  std::size_t counts_[3] = {0, 0, 0};
  std::string titles_;
  std::string links_;
  std::string sections_;
};

}  // namespace

std::string html(std::span<const fixture::ScenarioReport> reports,
                 std::optional<code::Language> as_code) {
  return Page(as_code).print(reports);
}

}  // namespace remora::report
