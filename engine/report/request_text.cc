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
  std::string out = heading(say(Say::ConditionKeys, options.language), options);
  std::vector<std::string> asked;
  std::vector<std::string> absent;
  for (const KeyFact& fact : keys) {
    if (fact.presence == Presence::Present) {
      out += row(fact.name, key_value(fact), column, options);
    } else if (fact.presence == Presence::Unknown) {
      out += row(fact.name,
                 say(Say::NotKnown,
                     options.language,
                     {translated_or_quoted(fact.reason, options.language)}),
                 column,
                 options);
    } else {
      (fact.asked_for ? asked : absent).push_back(fact.name);
    }
  }
  if (!asked.empty()) {
    out +=
        paragraph(say(Say::AskedNotCarried, options.language, {joined(asked)}), kIndent, options);
  }
  if (!absent.empty()) {
    out += Style(options.color)
               .dim(paragraph(
                   say(Say::CouldCarry, options.language, {joined(absent)}), kIndent, options));
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
    const std::string reason = translated_or_quoted(policy.policy->reason(), options.language);
    return paragraph(say(Say::NotKnown, options.language, {reason}), kIndent + 2, options);
  }
  const SourcePtr& source = policy.policy->document()->source();
  const Style style(options.color);
  std::string out = std::string(kIndent + 2, ' ') +
                    style.dim(one_line(translated(source->name(), options.language))) + "\n";
  for (const StatementTrace& statement : policy.statements) {
    if (!options.verbose && !deserves_text(statement, nearest)) {
      out += statement_line(statement, source, kIndent + 2, options);
      continue;
    }
    const std::string at =
        say(Say::StatementAt,
            options.language,
            {statement_title(*statement.statement, Style(false), options.language),
             line_words(*source, statement.statement->span, options.language)});
    const std::string title =
        &statement == nearest ? say(Say::NearestMiss, options.language, {at}) : at;
    out += std::string(kIndent + 2, ' ') + paint(style, statement.match, mark(statement.match)) +
           " " + style.bold(wrap(title, kIndent + 4, options.width)) + "\n";
    out += policy_text(statement, source, context, kIndent + 4, options);
  }
  return out;
}

std::string policies_text(const Explanation& explanation,
                          const RequestContext& context,
                          const TextOptions& options) {
  std::string out = heading(say(Say::Policies, options.language), options);
  for (const LayerTrace& layer : explanation.layers) {
    const StatementTrace* nearest = nearest_of(layer, context);
    out += paragraph(translated(describe(layer.type), options.language) + ": " +
                         (layer.policies.empty() ? say(Say::ThereIsNone, options.language)
                                                 : verdict_word(layer.verdict, options.language)),
                     kIndent,
                     options);
    for (const PolicyTrace& policy : layer.policies) {
      out += one_policy_text(policy, nearest, context, options);
    }
  }
  return out;
}

std::string who_text(const Request& request, const TextOptions& options) {
  const std::pair<Say, std::string_view> rows[] = {{Say::WhoAsks, request.principal.text()},
                                                   {Say::ForAction, request.action},
                                                   {Say::OnResource, request.resource},
                                                   {Say::OfAccount, request.resource_account}};
  std::size_t column = 0;
  for (const auto& [label, value] : rows) {
    column = std::max(column, utf8::display_width(say(label, options.language)) + 2);
  }
  std::string out;
  for (const auto& [label, value] : rows) {
    out += value.empty() ? "" : row(say(label, options.language), value, column, options);
  }
  return out;
}

/// How wide the boxes and the passages of the flow chart are in a language, with a gap behind them.
struct FlowColumns {
  std::size_t words = 0;
  std::size_t passage = 0;

  FlowColumns(const std::vector<FlowStep>& steps, Language language) {
    for (const FlowStep& step : steps) {
      words = std::max(words, width(info(step.box).words, language));
    }
    for (int i = 0; i <= static_cast<int>(Passage::NotAsked); ++i) {
      passage = std::max(passage, width(to_string(static_cast<Passage>(i)), language));
    }
  }

 private:
  static std::size_t width(std::string_view sentence, Language language) {
    return utf8::display_width(translated(sentence, language)) + 2;
  }
};

}  // namespace

std::string flow_text(const Request& request,
                      const PolicySet& policies,
                      const Explanation& explanation,
                      const TextOptions& options) {
  const Style style(options.color);
  const auto steps = explanation::decision_flow(request, policies, explanation);
  const FlowColumns columns(steps, options.language);
  const std::size_t before = kIndent + 2 + columns.words + columns.passage;
  const bool stacked = before + 30 > options.width;
  const std::size_t at = stacked ? kIndent + 6 : before;
  std::string out;
  for (const FlowStep& step : steps) {
    const auto& box = info(step.box);
    out += std::string(kIndent, ' ') + paint(style, step.passage, mark(step.passage)) + " " +
           pad(translated(box.words, options.language), columns.words);
    const std::string word = translated(to_string(step.passage), options.language);
    const std::string passage =
        paint(style, step.passage, stacked ? word : pad(word, columns.passage));
    const bool says = step.passage != Passage::NotAsked || step.why != "the answer stood before";
    std::string why = says ? wrap(translated(step.why, options.language), at, options.width) : "";
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
      out += std::string(at, ' ') +
             style.dim(wrap(translated(box.lesson, options.language), at, options.width)) + "\n";
    }
  }
  return out;
}

std::string request_text(const Request& request,
                         const PolicySet& policies,
                         const Explanation& explanation,
                         const TextOptions& options) {
  std::string out = who_text(request, options);
  out += heading(say(Say::Decision, options.language), options) +
         flow_text(request, policies, explanation, options);
  if (options.teach) {
    out += heading(say(Say::HowToRead, options.language), options);
    out += paragraph(say(Say::ReadingLesson, options.language), kIndent, options);
  }
  out += policies_text(explanation, request.context, options);
  return out + keys_text(explanation::condition_keys(request, explanation), options);
}

}  // namespace remora::report
