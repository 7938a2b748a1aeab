#include "engine/report/simulation_json.h"

#include <algorithm>

#include "engine/authorize/explain.h"
#include "engine/json/writer.h"

namespace remora::report {

namespace {

using json::Writer;

std::string_view decision_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::Allowed:
      return "allowed";
    case Verdict::ExplicitlyDenied:
      return "explicitDeny";
    case Verdict::ImplicitlyDenied:
    case Verdict::Undetermined:
      break;
  }
  return "implicitDeny";
}

std::string_view source_of(Layer layer) {
  switch (layer) {
    case Layer::Identity:
      return "PolicyInputList";
    case Layer::Boundary:
      return "PermissionsBoundaryPolicyInputList";
    default:
      break;
  }
  return "ResourcePolicy";
}

void write_position(Writer& writer, std::string_view name, const Position& at) {
  writer.key(name).begin_object();
  writer.member("Line", std::int64_t{at.line}).member("Column", std::int64_t{at.column});
  writer.end_object();
}

/// The lines are those of the policy, which AWS has got as a text.
void write_statement(Writer& writer,
                     const StatementTrace& trace,
                     const SourcePtr& source,
                     std::string_view kind,
                     std::size_t number) {
  writer.begin_object();
  writer.member("SourcePolicyId", std::string(kind) + "." + std::to_string(number));
  write_position(writer, "StartPosition", source->own_position(trace.statement->span.begin));
  write_position(writer, "EndPosition", source->own_position(trace.statement->span.end));
  writer.end_object();
}

/// AWS lists the statements of the effect that decided.
void write_matches(Writer& writer, const Explanation& explanation) {
  const Effect effect =
      explanation.decision.verdict == Verdict::ExplicitlyDenied ? Effect::Deny : Effect::Allow;
  writer.key("MatchedStatements").begin_array();
  for (const LayerTrace& layer : explanation.layers) {
    std::size_t number = 0;
    for (const PolicyTrace& policy : layer.policies) {
      ++number;
      for (const StatementTrace& trace : policy.statements) {
        if (trace.match == Match::Yes && trace.statement->effect == effect) {
          write_statement(
              writer, trace, policy.policy->document()->source(), source_of(layer.layer), number);
        }
      }
    }
  }
  writer.end_array();
}

void write_missing_keys(Writer& writer, const Explanation& explanation) {
  std::vector<std::string_view> keys;
  for (const LayerTrace& layer : explanation.layers) {
    for (const PolicyTrace& policy : layer.policies) {
      for (const StatementTrace& trace : policy.statements) {
        for (const ElementTrace& element : trace.elements) {
          const bool missing = element.element == Element::Condition && element.got.empty();
          if (missing && std::find(keys.begin(), keys.end(), element.key) == keys.end()) {
            keys.push_back(element.key);
          }
        }
      }
    }
  }
  writer.key("MissingContextValues").begin_array();
  for (const std::string_view key : keys) {
    writer.string(key);
  }
  writer.end_array();
}

/// Whether a layer that only limits lets the request through, where there is one.
void write_limit(Writer& writer,
                 const Explanation& explanation,
                 Layer layer,
                 const std::string& name) {
  for (const LayerTrace& trace : explanation.layers) {
    if (trace.layer == layer) {
      writer.key(name + "DecisionDetail").begin_object();
      writer.member("AllowedBy" + name, trace.verdict == Verdict::Allowed).end_object();
    }
  }
}

}  // namespace

std::string simulation_json(std::span<const fixture::Vector> vectors) {
  Writer writer(Writer::Style::Indented);
  writer.begin_object().key("EvaluationResults").begin_array();
  for (const fixture::Vector& vector : vectors) {
    const Explanation explanation = explain(vector.request, vector.policies());
    writer.begin_object().member("EvalActionName", vector.request.action);
    writer.member("EvalResourceName", vector.request.resource);
    writer.member("EvalDecision", decision_word(explanation.decision.verdict));
    write_matches(writer, explanation);
    write_missing_keys(writer, explanation);
    write_limit(writer, explanation, Layer::Scp, "Organizations");
    write_limit(writer, explanation, Layer::Boundary, "PermissionsBoundary");
    writer.end_object();
  }
  writer.end_array().member("IsTruncated", false).end_object();
  return writer.take() + "\n";
}

}  // namespace remora::report
