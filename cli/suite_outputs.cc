#include "cli/suite_outputs.h"

namespace remora::cli {

std::string SuiteOutputs::add(std::string_view format,
                              const std::string& path,
                              const report::TextOptions& options) {
  Output output{report::make_suite_reporter(format, options),
                std::make_unique<OutputFile>(path),
                {std::string(format), options.color, false}};
  output.target.to_file = !output.file->is_standard_output();
  std::string problem = output.file->open();
  if (problem.empty()) {
    outputs_.push_back(std::move(output));
  }
  return problem;
}

std::string SuiteOutputs::write(Output& output, const std::string& text) {
  if (text.empty()) {
    return {};
  }
  // The annotations are commands, and are escaped as such.
  return output.file->write(output.target.format == "github" ? text : shown(text, output.target));
}

std::string SuiteOutputs::begin() {
  for (Output& output : outputs_) {
    if (std::string problem = write(output, output.reporter->begin()); !problem.empty()) {
      return problem;
    }
  }
  return {};
}

std::string SuiteOutputs::add(const suite::CaseResult& result) {
  for (Output& output : outputs_) {
    if (std::string problem = write(output, output.reporter->add(result)); !problem.empty()) {
      return problem;
    }
  }
  return {};
}

std::string SuiteOutputs::finish(const report::SuiteEnd& end) {
  std::string first;
  for (Output& output : outputs_) {
    std::string problem = write(output, output.reporter->finish(end));
    if (problem.empty()) {
      problem = output.file->commit();
    }
    if (first.empty()) {
      first = std::move(problem);
    }
  }
  return first;
}

std::vector<std::string> SuiteOutputs::files() const {
  std::vector<std::string> names;
  for (const Output& output : outputs_) {
    if (!output.file->is_standard_output()) {
      names.push_back(output.file->path());
    }
  }
  return names;
}

}  // namespace remora::cli
