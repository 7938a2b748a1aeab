#include "engine/report/check_text.h"

#include "engine/base/symbol.h"
#include "engine/report/delivery_text.h"
#include "engine/report/finding_text.h"
#include "engine/report/request_table.h"
#include "engine/report/statement_text.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using fixture::DeliveryReport;

/// Every statement of every policy that was asked.
std::string layers_text(const Explanation& explanation,
                        const RequestContext& context,
                        const TextOptions& options) {
  std::string out;
  for (const LayerTrace& layer : explanation.layers) {
    out += paragraph(
        translated(describe(layer.type), options.language) + ": " +
            translated(to_string(layer.verdict), options.language) +
            (layer.policies.empty() ? " (" + say(Say::ThereIsNone, options.language) + ")" : ""),
        4,
        options);
    for (const PolicyTrace& policy : layer.policies) {
      for (const StatementTrace& statement : policy.statements) {
        out += statement_text(statement, policy.policy->document()->source(), context, 6, options);
      }
    }
  }
  return out;
}

std::string delivery_text(const fixture::ScenarioReport& scenario,
                          const fixture::Alike& alike,
                          const TextOptions& options) {
  const DeliveryReport& report = scenario.deliveries[alike.front()];
  std::string out = verdict_text(scenario, alike, options);
  for (const fixture::Finding* finding : findings_of(scenario, report.call->id)) {
    out += finding_text(*finding, options);
  }
  if (options.quiet) {
    return out;
  }
  if (!report.outcome.probes.empty()) {
    out += heading(say(Say::Requests, options.language), options) +
           request_table(report.outcome, options);
  }
  out += why_text(report, options);
  if (options.verbose) {
    for (std::size_t i = 0; i < report.explanations.size(); ++i) {
      const Request& request = report.outcome.probes[i].request;
      out += heading(say(Say::RequestOn,
                         options.language,
                         {std::to_string(i + 1), request.action, request.resource}),
                     options);
      out += layers_text(report.explanations[i], request.context, options);
    }
  }
  return out + remedy_text(report, options) + remark_text(report, options) + "\n";
}

std::string request_text(const fixture::RequestReport& report,
                         const std::string& combination,
                         const TextOptions& options) {
  std::string out = request_verdict_text(report, combination, options);
  if (options.verbose) {
    out += layers_text(report.explanation, report.request.context, options);
  }
  return out + (options.quiet ? "" : "\n");
}

}  // namespace

std::string check_text(const fixture::ScenarioReport& report, const TextOptions& options) {
  std::string out;
  if (!options.quiet && !report.title.empty()) {
    out += Style(options.color).dim(one_line(report.input() + ": " + report.title)) + "\n\n";
  }
  for (const fixture::Alike& alike : stories_of(report)) {
    out += delivery_text(report, alike, options);
  }
  for (const fixture::RequestReport& request : report.requests) {
    out += request_text(request, report.combination, options);
  }
  for (const fixture::Finding* finding : findings_of(report, {})) {
    out += finding_text(*finding, options);
  }
  return readable(out);
}

}  // namespace remora::report
