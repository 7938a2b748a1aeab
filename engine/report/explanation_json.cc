#include "engine/report/explanation_json.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/explanation/condition_keys.h"
#include "engine/explanation/flow.h"

namespace remora::report {

namespace {

using json::as_number;
using json::Writer;

bool same_values(const RequestContext::Entry& a, const RequestContext::Entry& b) {
  const auto of_a = a.values();
  const auto of_b = b.values();
  return std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end());
}

void write_context(Writer& writer, const RequestContext& context, const RequestContext* same) {
  writer.key("context").begin_object();
  const auto& entries = context.entries();
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const RequestContext::Entry& entry = entries[at];
    if (same != nullptr && same_values(entry, same->entries()[at])) {
      continue;
    }
    writer.key(entry.name());
    if (entry.presence() == Presence::Unknown) {
      writer.begin_object().member("unknown", entry.reason()).end_object();
    } else if (!entry.multivalued()) {
      writer.string(readable(entry.value(0)));
    } else {
      writer.begin_array();
      for (std::size_t i = 0; i < entry.size(); ++i) {
        writer.string(readable(entry.value(i)));
      }
      writer.end_array();
    }
  }
  writer.end_object();
}

void write_mismatch(Writer& writer, const ElementTrace& element) {
  writer.begin_object().member("element", to_string(element.element));
  if (element.element == Element::Condition) {
    writer.member("operator", element.operator_name).member("key", element.key);
  }
  writer.member("code", to_string(element.reason));
  writer.member("reason", describe(element.reason)).member("wanted", element.wanted);
  writer.member("got", readable(element.got)).end_object();
}

void write_statement(Writer& writer, const StatementTrace& trace, const SourcePtr& source) {
  const Statement& statement = *trace.statement;
  writer.begin_object().member("policy", source->name());
  writer.member("index", as_number(statement.index)).key("sid");
  statement.sid ? writer.string(statement.sid->text) : writer.null();
  write_place(writer, {source, statement.span});
  writer.member("effect", to_string(statement.effect)).key("matches");
  trace.match == Match::Unknown ? writer.null() : writer.boolean(trace.match == Match::Yes);
  writer.key("mismatches").begin_array();
  for (const ElementTrace& element : trace.elements) {
    if (element.match != Match::Yes) {
      write_mismatch(writer, element);
    }
  }
  writer.end_array().end_object();
}

void write_flow(Writer& writer,
                const Request& request,
                const PolicySet& policies,
                const Explanation& explanation) {
  writer.key("flow").begin_array();
  for (const explanation::FlowStep& step :
       explanation::decision_flow(request, policies, explanation)) {
    writer.begin_object().member("box", info(step.box).name);
    writer.member("passage", to_string(step.passage)).member("why", step.why).end_object();
  }
  writer.end_array();
}

/// The keys that the request does not carry although a policy tests them. Those that it carries
/// stand in `context`.
void write_absent_keys(Writer& writer, const Request& request, const Explanation& explanation) {
  writer.key("absentKeys").begin_array();
  for (const explanation::KeyFact& fact : explanation::condition_keys(request, explanation)) {
    if (fact.presence == Presence::Absent && fact.asked_for) {
      writer.string(fact.name);
    }
  }
  writer.end_array();
}

}  // namespace

void write_place(Writer& writer, const Place& place) {
  const Position at = place.begin();
  writer.member("line", as_number(at.line)).member("column", as_number(at.column));
}

void write_explanation(Writer& writer,
                       const Request& request,
                       const PolicySet& policies,
                       const Explanation& explanation) {
  write_flow(writer, request, policies, explanation);
  write_absent_keys(writer, request, explanation);
  const PolicyType resource_type = policies.resource_type;
  writer.key("layers").begin_array();
  for (const LayerTrace& layer : explanation.layers) {
    writer.begin_object().member("layer", layer_name(layer.layer, resource_type));
    writer.member("decision", to_string(layer.verdict)).end_object();
  }
  writer.end_array().key("statements").begin_array();
  for (const LayerTrace& layer : explanation.layers) {
    for (const PolicyTrace& policy : layer.policies) {
      for (const StatementTrace& statement : policy.statements) {
        write_statement(writer, statement, policy.policy->document()->source());
      }
    }
  }
  writer.end_array();
}

void write_request(Writer& writer, const Request& request, const RequestContext* same) {
  writer.member("principal", request.principal.text()).member("action", request.action);
  writer.member("resource", readable(request.resource));
  write_context(writer, request.context, same);
}

}  // namespace remora::report
