#include "engine/report/check_text.h"

#include <algorithm>

#include "engine/report/place.h"
#include "engine/report/statement_text.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using delivery::DeliveryOutcome;
using delivery::Outcome;
using delivery::ProbeResult;
using fixture::DeliveryReport;

/// The principal as short as it stays clear: a role session by its role's name.
std::string short_name(const Principal& principal) {
  if (principal.kind() == PrincipalKind::RoleSession) {
    return "role " + std::string(principal.name());
  }
  return std::string(principal.text());
}

std::string verdict_word(const ProbeResult& probe) {
  if (!probe.obstacle.empty()) {
    return "failed";
  }
  switch (probe.decision.verdict) {
    case Verdict::Allowed:
      return "allowed";
    case Verdict::ImplicitlyDenied:
      return "denied";
    case Verdict::ExplicitlyDenied:
      return "denied explicitly";
    case Verdict::Undetermined:
      break;
  }
  return probe.decision.denied_either_way ? "denied" : "undetermined";
}

class Renderer {
 public:
  explicit Renderer(const TextOptions& options) : options_(options), style_(options.color) {}

  std::string render(const fixture::ScenarioReport& report) {
    if (!options_.quiet && !report.scenario->title.empty()) {
      out_ += style_.dim(report.input + ": " + report.scenario->title) + "\n\n";
    }
    for (const DeliveryReport& delivery : report.deliveries) {
      render_delivery(delivery);
    }
    for (const fixture::RequestReport& request : report.requests) {
      render_request(request);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string paint(Outcome outcome, std::string_view text) const {
    switch (outcome) {
      case Outcome::Delivered:
        return style_.green(text);
      case Outcome::Refused:
        return style_.red(text);
      case Outcome::Undetermined:
        break;
    }
    return style_.yellow(text);
  }

  void line(std::size_t indent, std::string_view text) {
    out_ += std::string(indent, ' ') + wrap(text, indent, options_.width) + "\n";
  }

  void heading(std::string_view text) { out_ += "\n  " + style_.bold(text) + "\n"; }

  void render_delivery(const DeliveryReport& report) {
    const DeliveryOutcome& outcome = report.outcome;
    const delivery::DeliveryCall& call = report.delivery->call;
    const std::string_view sign = outcome.outcome == Outcome::Delivered ? "✓"
                                  : outcome.outcome == Outcome::Refused ? "✗"
                                                                        : "?";
    out_ += paint(outcome.outcome, std::string(sign)) + " " + style_.bold(call.id) + "  " +
            paint(outcome.outcome, to_string(outcome.outcome)) + "  " +
            style_.dim(std::string(to_string(call.operation)) + ", account " + call.account + ", " +
                       call.region) +
            "\n";
    if (outcome.error) {
      render_error(call, *outcome.error);
    }
    if (options_.quiet) {
      return;
    }
    render_probes(report);
    render_why(report);
    render_remedies(report);
    render_remarks(report);
    out_ += "\n";
  }

  void render_error(const delivery::DeliveryCall& call, const delivery::ServiceError& error) {
    out_ += "\n  " + style_.red(error.code) + " " +
            style_.dim("(HTTP " + std::to_string(error.http_status) + ", text " +
                       std::string(to_string(error.origin)) + ")") +
            "\n";
    // AWS's text stays on one line, so that it can be compared and searched for.
    out_ += "  " + error.message + "\n";
    if (options_.as) {
      render_wrapped(*options_.as, call, error);
    }
  }

  void render_wrapped(wrapping::Form form,
                      const delivery::DeliveryCall& call,
                      const delivery::ServiceError& error) {
    const wrapping::FormInfo& info = wrapping::info(form);
    const auto text = wrapping::wrap(form, wrapping::refusal_of(call, error));
    const std::string what =
        text ? " shows it: " + std::string(info.what)
             : ": no such form of " + std::string(to_string(call.operation)) + " is known";
    out_ += "\n  " + style_.dim("as " + std::string(info.name) + what) + "\n";
    if (text) {
      out_ += "  " + *text + "\n";
    }
  }

  void render_probes(const DeliveryReport& report) {
    const auto& probes = report.outcome.probes;
    if (probes.empty()) {
      return;
    }
    heading("Requests");
    std::size_t who = 0;
    std::size_t action = 0;
    std::size_t verdict = 0;
    for (const ProbeResult& probe : probes) {
      who = std::max(who, short_name(probe.request.principal).size());
      action = std::max(action, probe.request.action.size());
      verdict = std::max(verdict, verdict_word(probe).size());
    }
    for (std::size_t i = 0; i < probes.size(); ++i) {
      const ProbeResult& probe = probes[i];
      const bool at_fault = report.outcome.cause == i;
      const std::string number = std::to_string(i + 1);
      const std::string word = pad(verdict_word(probe), verdict + 2);
      out_ += at_fault ? style_.red("> ") : "  ";
      out_ += std::string(number.size() < 2 ? 1 : 0, ' ') + number + "  " +
              pad(short_name(probe.request.principal), who + 2) +
              pad(probe.request.action, action + 2) + paint_verdict(probe, word) +
              style_.dim(note_of(probe)) + "\n";
    }
  }

  [[nodiscard]] std::string paint_verdict(const ProbeResult& probe, std::string_view word) const {
    switch (probe.succeeded()) {
      case Match::Yes:
        return style_.green(word);
      case Match::No:
        return probe.required ? style_.red(word) : style_.yellow(word);
      case Match::Unknown:
        break;
    }
    return style_.yellow(word);
  }

  static std::string note_of(const ProbeResult& probe) {
    const bool harmless = !probe.required && probe.succeeded() != Match::Yes;
    return probe.purpose + (harmless ? "; not fatal" : "");
  }

  void render_why(const DeliveryReport& report) {
    const DeliveryOutcome& outcome = report.outcome;
    if (outcome.outcome == Outcome::Delivered) {
      return;
    }
    heading("Why");
    if (!report.cause) {
      line(4, outcome.reason);
      return;
    }
    const explanation::Cause& cause = *report.cause;
    const ProbeResult& probe = outcome.probes[cause.request];
    line(4,
         "Request " + std::to_string(cause.request + 1) + " " +
             (probe.succeeded() == Match::Unknown ? "is open" : "failed") + ": " + cause.summary +
             ".");
    if (cause.statement != nullptr) {
      const bool denies = probe.decision.verdict == Verdict::ExplicitlyDenied;
      line(4, denies ? "This statement denies it:" : "The statement that comes nearest:");
      out_ += statement_text(cause.trace, cause.source, 6, options_);
    }
    if (options_.verbose) {
      render_all_statements(report);
    }
  }

  void render_all_statements(const DeliveryReport& report) {
    for (std::size_t i = 0; i < report.explanations.size(); ++i) {
      heading("Request " + std::to_string(i + 1) + ": " + report.outcome.probes[i].request.action +
              " on " + report.outcome.probes[i].request.resource);
      render_layers(report.explanations[i]);
    }
  }

  void render_layers(const Explanation& explanation) {
    for (const LayerTrace& layer : explanation.layers) {
      line(4,
           std::string(describe(layer.type)) + ": " + std::string(to_string(layer.verdict)) +
               (layer.policies.empty() ? " (there is none)" : ""));
      for (const PolicyTrace& policy : layer.policies) {
        for (const StatementTrace& statement : policy.statements) {
          out_ += statement_text(statement, policy.policy->document()->source(), 6, options_);
        }
      }
    }
  }

  void render_remedies(const DeliveryReport& report) {
    if (report.outcome.outcome != Outcome::Refused) {
      return;
    }
    if (report.remedies.empty()) {
      if (report.cause) {
        heading("Fix");
        line(4,
             report.outcome.probes[report.cause->request].obstacle.empty()
                 ? "Adding a statement does not mend this: what stands in the way must be changed."
                 : "No policy mends this: what stands in the way must be changed itself.");
      }
      return;
    }
    for (const remedy::Remedy& remedy : report.remedies) {
      heading("Fix, verified by running the delivery again");
      for (const remedy::Edit& edit : remedy.edits) {
        line(4,
             edit.source ? "Add this statement to " + edit.source->name() + ":"
                         : "Give " + edit.owner + " a policy with this statement:");
        out_ += indent_lines(edit.statement, 6);
        out_ += "    " + style_.dim("as documented in " + edit.documented) + "\n";
      }
    }
  }

  void render_remarks(const DeliveryReport& report) {
    const DeliveryOutcome& outcome = report.outcome;
    for (const delivery::Remark& remark : outcome.warnings) {
      out_ +=
          "\n  " + style_.yellow("note") + ": " + wrap(remark.message, 8, options_.width) + "\n";
    }
    if (outcome.outcome == Outcome::Delivered && !outcome.objects_written.empty()) {
      heading("Objects written");
      for (const std::string& key : outcome.objects_written) {
        out_ += "    " + key + "\n";
      }
    }
    for (const std::string& difference : report.disagreements) {
      out_ += "\n  " + style_.red("differs from the expectation") + ": " + difference + "\n";
    }
  }

  void render_request(const fixture::RequestReport& report) {
    const Decision& decision = report.explanation.decision;
    const bool allowed = decision.verdict == Verdict::Allowed;
    const std::string verdict(to_string(decision.verdict));
    out_ += std::string(allowed ? style_.green("✓") : style_.red("✗")) + " " +
            style_.bold(report.source->id) + "  " +
            (allowed ? style_.green(verdict) : style_.red(verdict)) + "  " +
            style_.dim(short_name(report.request.principal) + " " + report.request.action + " " +
                       report.request.resource) +
            "\n";
    if (options_.verbose) {
      render_layers(report.explanation);
    }
    if (!report.agrees) {
      out_ += "  " + style_.red("differs from the expectation") + ": " +
              std::string(to_string(*report.source->expect)) + "\n";
    }
    if (!options_.quiet) {
      out_ += "\n";
    }
  }

  TextOptions options_;
  Style style_;
  std::string out_;
};

}  // namespace

std::string check_text(const fixture::ScenarioReport& report, const TextOptions& options) {
  return Renderer(options).render(report);
}

}  // namespace remora::report
