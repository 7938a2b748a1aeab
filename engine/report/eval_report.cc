#include "engine/report/eval_report.h"

#include "engine/authorize/denial_message.h"
#include "engine/authorize/missing_facts.h"
#include "engine/authorize/unsaid_keys.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/json/writer.h"
#include "engine/report/statement_text.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using json::Writer;

bool agrees(const fixture::Vector& vector, const Decision& decision) {
  return !vector.expect || *vector.expect == decision.verdict;
}

std::string_view deciding_layer(const fixture::Vector& vector, const Decision& decision) {
  return decision.refusal != nullptr ? "service" : layer_name(decision.layer, vector.resource_type);
}

std::string message_of(const fixture::Vector& vector, const Decision& decision, bool policy_arns) {
  return denial_message(vector.request,
                        vector.policies(),
                        decision,
                        policy_arns ? PolicyArn::Named : PolicyArn::Unnamed);
}

void write_missing(Writer& writer, const MissingFacts& missing) {
  writer.key("dependsOn").begin_array();
  for (const std::string& fact : missing.facts) {
    writer.string(fact);
  }
  writer.end_array().key("settledBy").begin_array();
  for (const Settlement& settlement : missing.settlements) {
    writer.begin_object().key("if").begin_object();
    for (const auto& [fact, value] : settlement.facts) {
      writer.member(fact, value);
    }
    writer.end_object().member("decision", to_string(settlement.verdict)).end_object();
  }
  writer.end_array().member("deniedEitherWay", missing.denied_either_way);
  if (missing.either_way) {
    writer.member("eitherWay", to_string(*missing.either_way));
  }
}

/// How a person says what nobody has said, where the missing facts are such keys.
std::string how_to_say(const MissingFacts& missing,
                       const RequestContext& context,
                       Language language) {
  std::string out;
  for (const std::string& fact : missing.facts) {
    const auto* const key = context.find(fact);
    if (key != nullptr && is_unsaid(key->reason())) {
      const std::string option = "--context " + one_line(fact) + "=VALUE";
      out += "      " + say(Say::SayIt, language, {option}) + "\n";
    }
  }
  return out;
}

/// A fact, or what it may be, of a list of the tables.
std::string listed(std::string_view list, std::string_view words, Language language) {
  return one_line(language == Language::English
                      ? std::string(words)
                      : translated(std::string(list).append(words), language));
}

/// What an undetermined decision depends on, a line for each verdict that is possible.
std::string missing_text(const MissingFacts& missing, Language language) {
  std::vector<std::string> names;
  for (const std::string& fact : missing.facts) {
    names.push_back(listed("@open ", fact, language));
  }
  const std::string facts = joined(names);
  if (missing.either_way) {
    const std::string verdict = translated(to_string(*missing.either_way), language);
    return "    " + say(Say::DependsEitherWay, language, {facts, verdict}) + "\n";
  }
  const Say depends = missing.denied_either_way ? Say::DependsDenied : Say::DependsOn;
  std::string out = "    " + say(depends, language, {facts}) + "\n";
  for (const Settlement& settlement : missing.settlements) {
    std::vector<std::string> values;
    for (const auto& [fact, value] : settlement.facts) {
      values.push_back(say(Say::FactIs,
                           language,
                           {listed("@open ", fact, language), listed("@value ", value, language)}));
    }
    out += "      " +
           say(Say::VerdictIf,
               language,
               {translated(to_string(settlement.verdict), language), joined(values, " ")}) +
           "\n";
  }
  return out;
}

}  // namespace

std::string eval_json_line(const fixture::Vector& vector,
                           const Decision& decision,
                           bool policy_arns) {
  Writer writer(Writer::Style::Compact);
  writer.begin_object().member("id", vector.id).member("decision", to_string(decision.verdict));
  if (vector.expect) {
    writer.member("expected", to_string(*vector.expect));
    writer.member("agrees", agrees(vector, decision));
  }
  writer.key("decidedBy").begin_object();
  writer.member("policy", deciding_layer(vector, decision));
  if (decision.statement >= 0 && decision.policy != nullptr) {
    writer.member("statement", std::int64_t{decision.statement});
    const auto& statement =
        decision.policy->document()->statements[static_cast<std::size_t>(decision.statement)];
    if (statement.sid) {
      writer.member("sid", statement.sid->text);
    }
  }
  writer.end_object();
  if (const std::string message = message_of(vector, decision, policy_arns); !message.empty()) {
    writer.member("message", readable(message));
  }
  if (decision.refusal != nullptr) {
    writer.member("code", decision.refusal->code);
    writer.member("httpStatus", std::int64_t{decision.refusal->http_status});
  }
  if (decision.verdict == Verdict::Undetermined) {
    write_missing(writer, find_missing_facts(vector.request, vector.policies()));
  }
  return writer.end_object().take() + "\n";
}

std::string eval_json_error(const std::string& id, const Diagnostics& diagnostics) {
  Writer writer(Writer::Style::Compact);
  writer.begin_object().key("id");
  id.empty() ? writer.null() : writer.string(id);
  writer.key("error").begin_object();
  if (!diagnostics.empty()) {
    const Diagnostic& first = diagnostics.front();
    writer.member("message", first.message + (first.hint.empty() ? "" : ", " + first.hint));
    if (first.place.known()) {
      const Position at = first.place.begin();
      writer.member("file", first.place.file());
      writer.member("line", std::int64_t{at.line}).member("column", std::int64_t{at.column});
    }
  }
  return writer.end_object().end_object().take() + "\n";
}

std::string eval_text(const fixture::Vector& vector,
                      const Decision& decision,
                      const TextOptions& options) {
  const Style style(options.color);
  const bool agreed = agrees(vector, decision);
  const bool allowed = decision.verdict == Verdict::Allowed;
  const std::string verdict = translated(to_string(decision.verdict), options.language);
  std::string out = vector.expect ? (agreed ? style.green("✓ ") : style.red("✗ ")) : "  ";
  out += style.bold(one_line(vector.id)) + "  " +
         (allowed ? style.green(verdict) : style.red(verdict)) +
         style.dim("  " + say(Say::ByLayer, options.language, {deciding_layer(vector, decision)}));
  if (!agreed) {
    out += "  " + say(Say::ExpectedVerdict,
                      options.language,
                      {translated(to_string(*vector.expect), options.language)});
  }
  out += "\n";
  if (decision.verdict == Verdict::Undetermined && !options.quiet) {
    const MissingFacts missing = find_missing_facts(vector.request, vector.policies());
    out += missing_text(missing, options.language) +
           how_to_say(missing, vector.request.context, options.language);
  }
  if (decision.refusal != nullptr && !options.verbose && !options.quiet) {
    const std::string refusal = sentence(*decision.refusal, vector.request.action);
    out += "    " + one_line(translated(refusal, options.language)) + "\n";
  }
  if (options.verbose) {
    if (const std::string message = message_of(vector, decision, options.policy_arns);
        !message.empty()) {
      out += "    " + one_line(message) + "\n";
    }
    const Explanation explanation = explain(vector.request, vector.policies());
    for (const LayerTrace& layer : explanation.layers) {
      for (const PolicyTrace& policy : layer.policies) {
        for (const StatementTrace& statement : policy.statements) {
          out += statement_text(
              statement, policy.policy->document()->source(), vector.request.context, 4, options);
        }
      }
    }
  }
  return readable(out);
}

}  // namespace remora::report
