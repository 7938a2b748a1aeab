#include "engine/report/request_text.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/base/words.h"
#include "engine/explanation/alignment.h"
#include "engine/explanation/condition_keys.h"
#include "engine/explanation/flow.h"
#include "engine/report/delivery_text.h"
#include "engine/report/paint.h"
#include "engine/report/policy_text.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using explanation::FlowStep;
using explanation::KeyFact;
using explanation::Passage;

constexpr std::size_t kIndent = 4;

/// `name  value` with the values in one column, or each on a line of its own in a narrow window.
std::string row(std::string_view name,
                std::string_view value,
                std::size_t column,
                const TextOptions& options) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < value.size();
       at = std::min(value.find(' ', at), value.size()) + 1) {
    const std::string_view word = value.substr(at, value.find(' ', at) - at);
    longest = std::max(longest, utf8::display_width(word));
  }
  const bool fits_below = kIndent + 4 + longest <= options.width;
  const bool stacked = kIndent + column + 20 > options.width ||
                       (kIndent + column + longest > options.width && fits_below);
  const std::size_t at = stacked ? kIndent + 4 : kIndent + column;
  return std::string(kIndent, ' ') +
         (stacked ? std::string(name) + "\n" + std::string(at, ' ') : pad(name, column)) +
         wrap(value, at, options.width) + "\n";
}

std::string key_value(const KeyFact& fact) {
  if (fact.multivalued) {
    return "[" + joined(fact.values) + "]";
  }
  return joined(fact.values);
}

std::string keys_text(const std::vector<KeyFact>& keys, const TextOptions& options) {
  std::size_t column = 0;
  for (const KeyFact& fact : keys) {
    if (fact.presence != Presence::Absent) {
      column = std::max(column, fact.name.size() + 2);
    }
  }
  std::string out = heading("Condition keys", options);
  std::vector<std::string> asked;
  std::vector<std::string> absent;
  for (const KeyFact& fact : keys) {
    if (fact.presence == Presence::Present) {
      out += row(fact.name, key_value(fact), column, options);
    } else if (fact.presence == Presence::Unknown) {
      out += row(fact.name, "not known: " + fact.reason, column, options);
    } else {
      (fact.asked_for ? asked : absent).push_back(fact.name);
    }
  }
  if (!asked.empty()) {
    out += paragraph("Asked for by a policy, but not carried: " + joined(asked), kIndent, options);
  }
  if (!absent.empty()) {
    out +=
        Style(options.color)
            .dim(paragraph("Keys that such a request could carry, and does not: " + joined(absent),
                           kIndent,
                           options));
  }
  return out;
}

/// The statements of a policy that are worth their text: those that decided, and of the Allows that
/// do not match the nearest.
bool deserves_text(const StatementTrace& statement, const StatementTrace* nearest) {
  return statement.match != Match::No || &statement == nearest;
}

/// The nearest miss of all policies of the layer, where none of them allows.
const StatementTrace* nearest_of(const LayerTrace& layer, const RequestContext& context) {
  const StatementTrace* found = nullptr;
  if (layer.verdict != Verdict::ImplicitlyDenied) {
    return found;
  }
  for (const PolicyTrace& policy : layer.policies) {
    for (const StatementTrace& one : policy.statements) {
      if (one.statement->effect != Effect::Allow || one.match != Match::No) {
        continue;
      }
      if (found == nullptr || one.distance() < found->distance() ||
          (one.distance() == found->distance() &&
           explanation::agreement(one, context) > explanation::agreement(*found, context))) {
        found = &one;
      }
    }
  }
  return found;
}

std::string one_policy_text(const PolicyTrace& policy,
                            const StatementTrace* nearest,
                            const RequestContext& context,
                            const TextOptions& options) {
  if (policy.policy->is_unread()) {
    return paragraph("not known: " + policy.policy->reason(), kIndent + 2, options);
  }
  const SourcePtr& source = policy.policy->document()->source();
  const Style style(options.color);
  std::string out = std::string(kIndent + 2, ' ') + style.dim(one_line(source->name())) + "\n";
  for (const StatementTrace& statement : policy.statements) {
    if (!options.verbose && !deserves_text(statement, nearest)) {
      out += statement_line(statement, source, kIndent + 2, options);
      continue;
    }
    const std::string title = statement_title(*statement.statement, Style(false)) + ", " +
                              line_words(*source, statement.statement->span) +
                              (&statement == nearest ? ", the nearest miss" : "");
    out += std::string(kIndent + 2, ' ') + paint(style, statement.match, mark(statement.match)) +
           " " + style.bold(wrap(title, kIndent + 4, options.width)) + "\n";
    out += policy_text(statement, source, context, kIndent + 4, options);
  }
  return out;
}

std::string policies_text(const Explanation& explanation,
                          const RequestContext& context,
                          const TextOptions& options) {
  std::string out = heading("Policies", options);
  for (const LayerTrace& layer : explanation.layers) {
    const StatementTrace* nearest = nearest_of(layer, context);
    out += paragraph(
        std::string(describe(layer.type)) + ": " +
            (layer.policies.empty() ? "there is none" : std::string(verdict_word(layer.verdict))),
        kIndent,
        options);
    for (const PolicyTrace& policy : layer.policies) {
      out += one_policy_text(policy, nearest, context, options);
    }
  }
  return out;
}

std::string who_text(const Request& request, const TextOptions& options) {
  constexpr std::size_t kColumn = sizeof("on resource") + 1;
  std::string out = row("who asks", request.principal.text(), kColumn, options);
  out += row("for", request.action, kColumn, options);
  out += row("on resource", request.resource, kColumn, options);
  if (!request.resource_account.empty()) {
    out += row("of account", request.resource_account, kColumn, options);
  }
  return out;
}

}  // namespace

std::string flow_text(const Request& request,
                      const PolicySet& policies,
                      const Explanation& explanation,
                      const TextOptions& options) {
  constexpr std::size_t kWords = sizeof("resource control policies") + 1;
  constexpr std::size_t kPassage = sizeof("stopped here") + 1;
  const Style style(options.color);
  const bool stacked = kIndent + 2 + kWords + kPassage + 30 > options.width;
  const std::size_t at = stacked ? kIndent + 6 : kIndent + 2 + kWords + kPassage;
  std::string out;
  for (const FlowStep& step : explanation::decision_flow(request, policies, explanation)) {
    const auto& box = info(step.box);
    out += std::string(kIndent, ' ') + paint(style, step.passage, mark(step.passage)) + " " +
           pad(box.words, kWords);
    const std::string passage = paint(
        style,
        step.passage,
        stacked ? std::string(to_string(step.passage)) : pad(to_string(step.passage), kPassage));
    const bool says = step.passage != Passage::NotAsked || step.why != "the answer stood before";
    std::string why = says ? wrap(step.why, at, options.width) : "";
    if (step.passage == Passage::NotInForce || step.passage == Passage::NotAsked) {
      why = style.dim(why);
    }
    out += passage;
    if (stacked && !why.empty()) {
      out += "\n" + std::string(at, ' ');
    }
    out += why;
    while (out.ends_with(' ')) {
      out.pop_back();
    }
    out += "\n";
    if (options.teach && step.passage != Passage::NotAsked) {
      out += std::string(at, ' ') + style.dim(wrap(box.lesson, at, options.width)) + "\n";
    }
  }
  return out;
}

std::string deciding_text(const PolicySet& policies, const Explanation& explanation) {
  const Decision& decision = explanation.decision;
  const std::string layer(layer_name(decision.layer, policies.resource_type));
  if (decision.policy != nullptr && decision.statement >= 0 && !decision.policy->is_unread()) {
    const PolicyDocument& document = *decision.policy->document();
    const Statement& statement = document.statements[static_cast<std::size_t>(decision.statement)];
    return "by the " + std::string(describe(decision.policy->type())) + ", " +
           statement_title(statement, Style(false)) + ", " +
           to_string(Place{document.source(), statement.span});
  }
  if (decision.layer == Layer::KmsGrant) {
    return "by a grant of the key";
  }
  if (decision.layer == Layer::RootUser) {
    return "the root user may do everything in its account";
  }
  if (decision.layer == Layer::NoPermission) {
    return "the action needs no permission";
  }
  if (decision.refusal != nullptr) {
    return sentence(*decision.refusal, "it");
  }
  const auto found = std::find_if(
      explanation.layers.begin(), explanation.layers.end(), [&](const LayerTrace& one) {
        return one.layer == decision.layer;
      });
  if (found == explanation.layers.end() || found->policies.empty()) {
    return "there is no " + layer + " policy that allows it";
  }
  return "no statement of the " + std::string(describe(found->type)) + " allows it";
}

std::string request_text(const Request& request,
                         const PolicySet& policies,
                         const Explanation& explanation,
                         const TextOptions& options) {
  std::string out = who_text(request, options);
  out += heading("Decision", options) + flow_text(request, policies, explanation, options);
  if (options.teach) {
    out += heading("How to read a statement", options);
    out += paragraph(
        "A statement counts only if every part of it fits the request: Principal says who, Action "
        "says what, Resource says on what, and each line of Condition says under which "
        "circumstances. ✓ stands at the parts that fit, ✗ at those that do not. One ✗ is enough, "
        "and the statement says nothing about this request.",
        kIndent,
        options);
  }
  out += policies_text(explanation, request.context, options);
  return out + keys_text(explanation::condition_keys(request, explanation), options);
}

}  // namespace remora::report
