#include <iostream>
#include <utility>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/scenario_input.h"
#include "engine/fixture/run.h"
#include "engine/report/diagnose_json.h"
#include "engine/report/diagnose_text.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kDiagnoseEpilogue =
    "FILE holds the error as you met it, with whatever stands around it: the answer of the API,\n"
    "the AWS CLI, boto3, CloudFormation, a stack set, Control Tower, Terraform, in any language.\n"
    "Without FILE, or with `-`, it is read from standard input.\n"
    "\n"
    "Exit status: 0 the error is recognised, 2 it is not, or wrong usage or bad input. With "
    "--with\n"
    "that of `check`: 0 delivered, 1 refused, 3 undetermined; 2 too if the input holds no such\n"
    "delivery.\n"
    "\n"
    "Examples:\n"
    "  remora diagnose fixtures/texts/seed-ja-control-tower.txt\n"
    "  terraform apply 2>&1 | remora diagnose\n"
    "  remora diagnose error.txt --with fixtures/control-tower-kms/default-key-policy\n";

ExitStatus status_of(delivery::Outcome outcome) {
  switch (outcome) {
    case delivery::Outcome::Delivered:
      return ExitStatus::Success;
    case delivery::Outcome::Refused:
      return ExitStatus::Failure;
    case delivery::Outcome::Undetermined:
      break;
  }
  return ExitStatus::Undetermined;
}

class Diagnose {
 public:
  explicit Diagnose(const CommonOptions& options) : options_(options) {}

  int run(const std::string& path, const std::vector<std::string>& with) {
    DiskReader files;
    const auto source = files.read(path);
    if (!source) {
      print(source.error().diagnostics);
      return static_cast<int>(ExitStatus::BadInput);
    }
    report_.errors = diagnose::diagnose((*source)->text(), wordings_);
    if (report_.errors.empty()) {
      return not_recognised(path);
    }
    const diagnose::Diagnosis& error = report_.errors.front();
    report_.causes = diagnose::possible_causes(error, wordings_);
    report_.looks = diagnose::looks_for(error, report_.causes);
    if (!with.empty()) {
      check(with);
    }
    write(options_.format == "json" ? report::diagnose_json(report_)
                                    : report::diagnose_text(report_, options_.text));
    return static_cast<int>(status_);
  }

 private:
  void write(const std::string& text) {
    if (!write_output(options_, text)) {
      status_ = ExitStatus::BadInput;
    }
  }

  int not_recognised(const std::string& path) {
    status_ = ExitStatus::BadInput;
    std::cerr << (path == "-" ? "<stdin>" : path)
              << ": error: not recognised: no error that AWS Config or AWS CloudTrail answers "
                 "around deliveries\n"
              << "paste the whole text, with the sentence that AWS says, such as \"Insufficient "
                 "delivery policy to s3 bucket: ...\"\n";
    if (options_.format == "json") {
      write(report::diagnose_json(report_));
    }
    return static_cast<int>(ExitStatus::BadInput);
  }

  void check(const std::vector<std::string>& inputs) {
    report_.checked.emplace();
    for (const std::string& input : inputs) {
      const auto paths = find_scenarios(input);
      if (!paths) {
        bad_input(paths.error());
        continue;
      }
      for (const std::string& path : *paths) {
        check_scenario(path);
      }
    }
    if (report_.checked->empty()) {
      status_ = ExitStatus::BadInput;
      std::cerr << "remora: error: no delivery of that input is of this service and into this "
                   "bucket\n";
    }
  }

  void bad_input(const Error& error) {
    print(error.diagnostics);
    status_ = ExitStatus::BadInput;
  }

  void check_scenario(const std::string& path) {
    auto scenario = load_scenario(path);
    if (!scenario) {
      bad_input(scenario.error());
      return;
    }
    print((*scenario)->warnings);
    const delivery::Assumptions assumptions = (*scenario)->assumptions;
    const fixture::RunOptions causes_alone{{.explanations = false, .remedies = false}};
    const fixture::ScenarioReport result =
        fixture::run(path, *std::move(scenario), assumptions, causes_alone);
    for (const fixture::DeliveryReport& one : result.deliveries) {
      if (diagnose::speaks_of(report_.errors.front(), *one.call)) {
        add(path, one);
      }
    }
  }

  void add(const std::string& path, const fixture::DeliveryReport& delivery) {
    const delivery::DeliveryOutcome& outcome = delivery.outcome;
    diagnose::CheckedDelivery checked;
    checked.input = path;
    checked.id = delivery.call->id;
    checked.outcome = outcome.outcome;
    checked.same_error =
        outcome.error && diagnose::is_same_refusal(report_.errors.front(), *outcome.error);
    checked.differences = diagnose::differences(report_.errors.front(), *delivery.call);
    if (outcome.outcome != delivery::Outcome::Delivered) {
      checked.cause = diagnose::which_cause(report_.causes, outcome, delivery.cause);
      checked.summary = delivery.cause ? delivery.cause->summary : outcome.reason;
      if (delivery.cause && delivery.cause->statement != nullptr && delivery.cause->source) {
        checked.place = to_string(Place{delivery.cause->source, delivery.cause->statement->span});
      }
    }
    status_ = worse(status_, status_of(outcome.outcome));
    report_.checked->push_back(std::move(checked));
  }

  const CommonOptions& options_;
  diagnose::Wordings wordings_;
  report::DiagnoseReport report_;
  ExitStatus status_ = ExitStatus::Success;
};

}  // namespace

int run_diagnose(const Arguments& arguments) {
  CommandLine line("diagnose", "[options] [FILE|-]", {"text", "json"});
  line.add()("with",
             po::value<std::vector<std::string>>()->composing(),
             "INPUT: check its deliveries, and say which of the causes it is");
  line.set_epilogue(kDiagnoseEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& options = line.common();
  if (options.inputs.size() > 1) {
    return line.usage_error("diagnose one text at a time");
  }
  std::vector<std::string> with;
  if (line.values().count("with") > 0) {
    with = line.values()["with"].as<std::vector<std::string>>();
  }
  return Diagnose(options).run(options.inputs.empty() ? "-" : options.inputs.front(), with);
}

}  // namespace remora::cli
