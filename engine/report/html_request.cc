#include "engine/report/html_request.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/explanation/alignment.h"
#include "engine/explanation/condition_keys.h"
#include "engine/report/alignment_text.h"
#include "engine/report/markup.h"
#include "engine/report/policy_text.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"

namespace remora::report {

namespace {

using explanation::FlowStep;
using explanation::KeyFact;
using explanation::Passage;

std::string sign_html(Match match) {
  return tagged("span", "sign " + std::string(colour(match)), mark(match));
}

std::string steps_html(const std::vector<FlowStep>& steps) {
  std::string out = "<ol class=\"steps\">";
  for (const FlowStep& step : steps) {
    const std::string_view css = colour(step.passage);
    out += css == "dim" ? "<li class=\"dim\">" : "<li>";
    out += tagged("span", css, mark(step.passage)) + tagged("span", "", info(step.box).words) +
           tagged("span", css, to_string(step.passage)) +
           tagged("span", "", step.passage == Passage::NotAsked ? "" : step.why) + "</li>";
  }
  return out + "</ol>";
}

Match worst(const MarkedLine& line) {
  Match match = Match::Yes;
  for (const ElementTrace* element : line.elements) {
    match = both(match, element->match);
  }
  return match;
}

std::string note_html(const StatementTrace& trace,
                      const ElementTrace& element,
                      const RequestContext& context) {
  constexpr std::size_t kWidth = 110;
  if (element.match == Match::Yes && element.reason != MismatchReason::None) {
    return tagged(
        "span", "note", std::string(element.name()) + ": " + std::string(describe(element.reason)));
  }
  if (element.match == Match::Yes) {
    return element.element == Element::Condition && element.presence == Presence::Absent
               ? tagged("span", "note good", "holds because the request carries no such key")
               : std::string();
  }
  const std::string css = element.match == Match::Unknown ? "note open" : "note";
  const auto alignments = explanation::align_values(trace, element, context);
  const std::string name(element.name());
  std::string out =
      tagged("span",
             css,
             name + ": " +
                 (alignments.empty() ? reason_of(element) : std::string(describe(element.reason))));
  for (const explanation::Alignment& one : alignments) {
    const AlignmentLines lines = alignment_lines(one, kWidth);
    out += tagged("span", "aligned", "the policy   " + lines.wanted) +
           tagged("span", "aligned", "the request  " + lines.got) +
           tagged("span", "aligned", "             " + lines.caret);
  }
  return out;
}

const StatementTrace* nearest_of(const LayerTrace& layer) {
  const StatementTrace* found = nullptr;
  for (const PolicyTrace& policy : layer.policies) {
    const StatementTrace* nearest = nearest_miss(policy);
    if (nearest != nullptr && (found == nullptr || nearest->distance() < found->distance())) {
      found = nearest;
    }
  }
  return layer.verdict == Verdict::ImplicitlyDenied ? found : nullptr;
}

std::string statement_html(const StatementTrace& trace,
                           const SourcePtr& source,
                           const RequestContext& context,
                           bool open) {
  return std::string("<details class=\"statement\"") + (open ? " open" : "") + "><summary>" +
         sign_html(trace.match) + " " +
         escape_markup(statement_title(*trace.statement, Style(false))) + " " +
         tagged("span", "soft mono", to_string(Place{source, trace.statement->span})) +
         "</summary>" + statement_text_html(trace, *source, context) + "</details>";
}

std::string policies_html(const Explanation& explanation, const RequestContext& context) {
  std::string out;
  for (const LayerTrace& layer : explanation.layers) {
    const StatementTrace* nearest = nearest_of(layer);
    out += "<h4>" + escape_markup(describe(layer.type)) + ": " +
           escape_markup(layer.policies.empty() ? "there is none" : verdict_word(layer.verdict)) +
           "</h4>";
    for (const PolicyTrace& policy : layer.policies) {
      if (policy.policy->is_unread()) {
        out += tagged("p", "", "not known: " + policy.policy->reason());
        continue;
      }
      for (const StatementTrace& statement : policy.statements) {
        out += statement_html(statement,
                              policy.policy->document()->source(),
                              context,
                              statement.match != Match::No || &statement == nearest);
      }
    }
  }
  return out;
}

std::string value_of(const KeyFact& fact) {
  const std::string text = joined(fact.values);
  return fact.multivalued ? "[" + text + "]" : text;
}

std::string keys_html(const std::vector<KeyFact>& keys) {
  std::string rows;
  std::string asked;
  std::string absent;
  for (const KeyFact& fact : keys) {
    if (fact.presence == Presence::Absent) {
      std::string& list = fact.asked_for ? asked : absent;
      list += (list.empty() ? "" : ", ") + fact.name;
      continue;
    }
    rows +=
        "<tr><th scope=\"row\">" + tagged("code", "", fact.name) + "</th><td>" +
        (fact.presence == Presence::Unknown ? tagged("span", "soft", "not known: " + fact.reason)
                                            : tagged("code", "", value_of(fact))) +
        "</td></tr>";
  }
  std::string out = "<table>" + rows + "</table>";
  if (!asked.empty()) {
    out += "<p>Asked for by a policy, but not carried: " + tagged("code", "", asked) + "</p>";
  }
  if (!absent.empty()) {
    out +=
        "<details><summary class=\"soft\">Keys it does not carry either, as far as AWS documents "
        "it</summary><p>" +
        tagged("code", "", absent) + "</p></details>";
  }
  return out;
}

std::string fact(std::string_view name, std::string_view value) {
  return tagged("dt", "", name) + "<dd>" + tagged("code", "", value) + "</dd>";
}

}  // namespace

std::string statement_text_html(const StatementTrace& trace,
                                const SourceText& source,
                                const RequestContext& context) {
  std::string out = "<pre class=\"policy\" tabindex=\"0\" aria-label=\"policy text\">";
  for (const MarkedLine& line : marked_lines(trace, source)) {
    const bool marked = !line.elements.empty();
    const std::string css = marked ? "row " + std::string(colour(worst(line))) : "row";
    out += "<span class=\"" + css + "\">" +
           (marked ? sign_html(worst(line)) : std::string("<span class=\"sign\"> </span>")) +
           tagged("span", "number", std::to_string(line.number)) + escape_markup(line.text) +
           "</span>";
    for (const ElementTrace* element : line.elements) {
      out += note_html(trace, *element, context);
    }
  }
  return out + "</pre>";
}

std::string request_html(const Request& request,
                         const PolicySet& policies,
                         const Explanation& explanation) {
  const std::vector<FlowStep> steps = explanation::decision_flow(request, policies, explanation);
  const Verdict verdict = explanation.decision.verdict;
  const Match match = match_of(verdict);
  std::string out =
      "<dl>" + fact("who asks", request.principal.text()) + fact("for", request.action) +
      fact("on resource", request.resource) +
      (request.resource_account.empty() ? std::string()
                                        : fact("of account", request.resource_account)) +
      "</dl>";
  out +=
      "<h4>Decision</h4><div class=\"scroll\" tabindex=\"0\" role=\"group\" "
      "aria-label=\"decision flow\">" +
      flow_picture(steps, verdict_word(verdict), match) + "</div>" + steps_html(steps);
  out += policies_html(explanation, request.context);
  return out + "<h4>Condition keys it carries</h4>" +
         keys_html(explanation::condition_keys(request, explanation));
}

}  // namespace remora::report
