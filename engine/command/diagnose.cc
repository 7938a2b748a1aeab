#include "engine/command/diagnose.h"

#include <algorithm>
#include <utility>

#include "engine/command/homes.h"
#include "engine/command/scenarios.h"
#include "engine/diagnose/later.h"
#include "engine/import/event.h"
#include "engine/import/event_lines.h"
#include "engine/import/kind.h"
#include "engine/import/status.h"
#include "engine/input/imported.h"
#include "engine/json/read.h"
#include "engine/report/delivery_text.h"
#include "engine/report/diagnose_json.h"
#include "engine/report/diagnose_text.h"

namespace remora::command {

namespace {

class Diagnose {
 public:
  Diagnose(const DiagnoseOptions& options, FileReader& files) : options_(options), files_(files) {}

  Output run(const std::string& path) {
    if (auto problem = read_language(options_.as_code, shown_.as_code)) {
      return Output::wrong_usage(*std::move(problem));
    }
    const auto source = files_.read(path);
    if (!source) {
      output_.bad_input(source.error().diagnostics);
      return std::move(output_);
    }
    text_ = *source;
    read_errors(path);
    report_.denial = diagnose::find_denial((*source)->text());
    if (report_.errors.empty()) {
      accepted_ ? no_error((*source)->name()) : not_recognised((*source)->name());
      return std::move(output_);
    }
    const diagnose::Diagnosis& error = report_.errors.front();
    report_.causes = diagnose::possible_causes(error, wordings_);
    report_.looks = diagnose::looks_for(error, report_.causes);
    if (!options_.with.empty()) {
      check();
    }
    if (!output_.usage.empty()) {
      return std::move(output_);
    }
    output_.text = options_.format == "json"
                       ? report::diagnose_json(report_)
                       : report::diagnose_text(report_, options_.text) + fixes_;
    return std::move(output_);
  }

 private:
  /// The errors of a text, of the events in a record of CloudTrail, or of what AWS shows of later
  /// deliveries.
  void read_errors(const std::string& path) {
    const auto document = json::read(text_);
    const imports::FileKind kind =
        document ? imports::kind_of((*document)->root()) : imports::FileKind::None;
    if (kind == imports::FileKind::Event) {
      // One of another service, such as Control Tower's own, may tell what AWS answered.
      const std::vector<imports::Event> events = imports::events_in(*document);
      report_.errors = events.empty() ? diagnose::diagnose(text_->text(), wordings_)
                                      : std::vector<diagnose::Diagnosis>();
      if (report_.errors.empty()) {
        input_ = path;
        read_events(events);
      }
      return;
    }
    if (const auto lines =
            document ? Result<std::vector<json::DocumentPtr>>() : imports::event_lines(text_);
        lines && !lines->empty()) {
      input_ = path;
      std::vector<imports::Event> events;
      for (const json::DocumentPtr& line : *lines) {
        const std::vector<imports::Event> more = imports::events_in(line);
        events.insert(events.end(), more.begin(), more.end());
      }
      read_events(events);
      return;
    }
    report_.errors = diagnose::diagnose(text_->text(), wordings_);
    if (report_.errors.empty() && kind == imports::FileKind::AwsCliOutput) {
      input_ = path;
      report_.errors = imports::status_errors((*document)->root());
      accepted_ = imports::is_status((*document)->root());
    }
  }

  void read_events(const std::vector<imports::Event>& events) {
    std::string texts;
    for (const imports::Event& event : events) {
      accepted_ = accepted_ || event.error_code().empty();
      texts += event.error_code().empty() ? "" : imports::error_text(event) + "\n\n";
    }
    report_.errors = diagnose::diagnose(texts, wordings_);
    for (diagnose::Diagnosis& error : report_.errors) {
      for (const imports::Event& event : events) {
        if (error.code == event.error_code() && error.operation == event.name()) {
          imports::complete(error, event);
          break;
        }
      }
    }
  }

  void no_error(const std::string& name) {
    output_.message = name + ": AWS shows no error in it: there is nothing to diagnose\n";
    if (options_.format == "json") {
      output_.text = report::diagnose_json(report_);
    }
  }

  void not_recognised(const std::string& name) {
    output_.status = ExitStatus::BadInput;
    output_.message =
        name +
        ": error: not recognised: no error that AWS Config or AWS CloudTrail answers around "
        "deliveries\n"
        "paste the whole text, with the sentence that AWS says, such as \"Insufficient delivery "
        "policy to s3 bucket: ...\"\n";
    if (report_.denial) {
      output_.message += "the text has IAM's own sentence: " + describe(*report_.denial) + "\n";
    }
    if (options_.format == "json") {
      output_.text = report::diagnose_json(report_);
    }
  }

  void check() {
    report_.checked.emplace();
    ScenarioOptions scenarios = options_.scenarios;
    std::vector<std::string> inputs = options_.with;
    if (input_.empty()) {
      scenarios.error_text = text_;
    } else if (std::any_of(inputs.begin(), inputs.end(), [&](const std::string& one) {
                 imports::Documents read;
                 return input::is_imported(one, {}, files_, read);
               })) {
      inputs.push_back(input_);  // a scenario says itself what is called
    }
    ScenarioResults results =
        run_scenarios(inputs,
                      scenarios,
                      {{.explanations = false, .remedies = options_.format == "text"}},
                      files_);
    output_.diagnostics = std::move(results.diagnostics);
    output_.secrets = std::move(results.secrets);
    output_.usage = std::move(results.usage);
    if (!output_.usage.empty()) {
      output_.status = results.status;
      return;
    }
    for (const fixture::ScenarioReport& report : results.reports) {
      for (const fixture::DeliveryReport& one : report.deliveries) {
        if (diagnose::speaks_of(report_.errors.front(), *one.call)) {
          add(report, one);
          if (one.outcome.outcome == delivery::Outcome::Refused) {
            fixes_ += report::remedy_text(one, shown_);
          }
        }
      }
    }
    if (results.status == ExitStatus::BadInput) {
      output_.status = ExitStatus::BadInput;
    }
    if (report_.checked->empty()) {
      output_.status = ExitStatus::BadInput;
      output_.message =
          "remora: error: no delivery of that input is of this service and into this bucket\n";
    }
  }

  void add(const fixture::ScenarioReport& report, const fixture::DeliveryReport& answer) {
    const diagnose::Diagnosis& error = report_.errors.front();
    const delivery::DeliveryOutcome& outcome = answer.outcome;
    diagnose::CheckedDelivery checked;
    checked.file =
        report.file + (report.imported && input_.empty() ? " --error " + text_->name() : "");
    checked.combination = report.combination;
    checked.id = answer.call->id;
    checked.outcome = outcome.outcome;
    // Of a later delivery AWS shows a code that answers no call.
    checked.same_error = diagnose::is_later_error(error)
                             ? answer.reported && answer.reported->agrees == Match::Yes
                             : outcome.error && diagnose::is_same_refusal(error, *outcome.error);
    checked.differences = diagnose::differences(error, *answer.call);
    if (outcome.outcome != delivery::Outcome::Delivered) {
      checked.cause = diagnose::which_cause(report_.causes, outcome, answer.cause);
      checked.summary = answer.cause ? answer.cause->summary : outcome.reason;
      if (answer.cause && answer.cause->statement != nullptr && answer.cause->source) {
        checked.place = to_string(Place{answer.cause->source, answer.cause->statement->span});
      }
    }
    output_.status = worse(output_.status, status_of(outcome.outcome));
    report_.checked->push_back(std::move(checked));
  }

  const DiagnoseOptions& options_;
  report::TextOptions shown_ = options_.text;
  FileReader& files_;
  SourcePtr text_;
  std::string input_;      // the text itself is an input that says what was called
  bool accepted_ = false;  // AWS says in it that there was no error
  diagnose::Wordings wordings_;
  report::DiagnoseReport report_;
  std::string fixes_;
  Output output_;
};

}  // namespace

Output diagnose(const std::string& path, const DiagnoseOptions& options, FileReader& files) {
  return Diagnose(options, files).run(path);
}

}  // namespace remora::command
