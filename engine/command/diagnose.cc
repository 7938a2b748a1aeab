#include "engine/command/diagnose.h"

#include <utility>

#include "engine/command/scenarios.h"
#include "engine/report/delivery_text.h"
#include "engine/report/diagnose_json.h"
#include "engine/report/diagnose_text.h"

namespace remora::command {

namespace {

class Diagnose {
 public:
  Diagnose(const DiagnoseOptions& options, FileReader& files) : options_(options), files_(files) {}

  Output run(const std::string& path) {
    const auto source = files_.read(path);
    if (!source) {
      output_.bad_input(source.error().diagnostics);
      return std::move(output_);
    }
    text_ = *source;
    report_.errors = diagnose::diagnose(text_->text(), wordings_);
    report_.denial = diagnose::find_denial((*source)->text());
    if (report_.errors.empty()) {
      not_recognised((*source)->name());
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
    scenarios.error_text = text_;
    ScenarioResults results =
        run_scenarios(options_.with,
                      scenarios,
                      {{.explanations = false, .remedies = options_.format == "text"}},
                      files_);
    output_.diagnostics = std::move(results.diagnostics);
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
            fixes_ += report::remedy_text(one, options_.text);
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

  void add(const fixture::ScenarioReport& report, const answer::Answer& answer) {
    const diagnose::Diagnosis& error = report_.errors.front();
    const delivery::DeliveryOutcome& outcome = answer.outcome;
    diagnose::CheckedDelivery checked;
    checked.file = report.file + (report.imported ? " --error " + text_->name() : "");
    checked.combination = report.combination;
    checked.id = answer.call->id;
    checked.outcome = outcome.outcome;
    checked.same_error = outcome.error && diagnose::is_same_refusal(error, *outcome.error);
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
  FileReader& files_;
  SourcePtr text_;
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
