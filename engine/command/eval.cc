#include "engine/command/eval.h"

#include <span>
#include <utility>

#include "engine/authorize/authorize.h"
#include "engine/command/vectors.h"
#include "engine/input/simulation.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "engine/report/eval_report.h"
#include "engine/report/simulation_json.h"

namespace remora::command {

namespace {

ExitStatus status_of(const fixture::Vector& vector, const Decision& decision) {
  if (vector.expect) {
    return *vector.expect == decision.verdict ? ExitStatus::Success : ExitStatus::Failure;
  }
  return decision.verdict == Verdict::Undetermined ? ExitStatus::Undetermined : ExitStatus::Success;
}

/// The result of one vector in the format, and the status it ends with.
ExitStatus render(const fixture::Vector& vector, const EvalOptions& options, std::string& out) {
  const Decision decision = authorize(vector.request, vector.policies());
  const ExitStatus status = status_of(vector, decision);
  report::TextOptions text = options.text;
  text.policy_arns =
      options.assumptions.get<delivery::DenialPolicyArn>() == delivery::DenialPolicyArn::Named;
  if (options.format == "json") {
    out += report::eval_json_line(vector, decision, text.policy_arns);
  } else if (!text.quiet || status == ExitStatus::Failure || !vector.expect) {
    out += report::eval_text(vector, decision, text);
  }
  return status;
}

/// Answers in AWS's shape, which has no word for a decision that nobody can make.
void answer_as_aws(std::span<const fixture::Vector> vectors, Output& output) {
  for (const fixture::Vector& vector : vectors) {
    const Decision decision = authorize(vector.request, vector.policies());
    output.status = worse(output.status, status_of(vector, decision));
    if (decision.verdict == Verdict::Undetermined) {
      output.message += "remora: warning: " + vector.id +
                        ": undetermined, AWS's shape can only say implicitDeny\n";
    }
  }
  output.text = report::simulation_json(vectors);
}

/// The input of `aws iam simulate-custom-policy`, or vectors whose answers are wanted in that
/// command's shape.
Result<Vectors> read_whole(const std::string& path, FileReader& files) {
  auto source = files.read(path);
  auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
  if (!json) {
    return fail(json.error());
  }
  if (input::is_simulation((*json)->root())) {
    return input::read_simulation(*json);
  }
  auto vectors = input::read_vectors(*json);
  if (!vectors) {
    return fail(vectors.error());
  }
  Vectors found;
  for (auto& vector : *vectors) {
    if (!vector) {
      return fail(vector.error());
    }
    found.push_back(*std::move(vector));
  }
  return found;
}

Output eval_as_aws(const std::vector<std::string>& inputs,
                   const input::WhatIf& what_if,
                   FileReader& files) {
  Output output;
  Vectors vectors;
  std::set<std::size_t> used;
  NameDoubts name_doubts;
  for (const std::string& path : inputs) {
    auto read = read_whole(path, files);
    if (!read) {
      output.bad_input(read.error().diagnostics);
      return output;
    }
    for (fixture::Vector& vector : *read) {
      used.merge(input::change(vector, what_if));
      output.remark(name_doubts.about(vector.unknown_names));
      vectors.push_back(std::move(vector));
    }
  }
  if (const auto all_used = input::check_used(what_if, used); !all_used) {
    output.bad_input(all_used.error().diagnostics);
    return output;
  }
  answer_as_aws(vectors, output);
  return output;
}

}  // namespace

void EvalSummary::add(const Evaluated& one) {
  vectors += one.vectors;
  disagreements += one.disagreements;
  errors += one.status == ExitStatus::BadInput ? 1 : 0;
  used.insert(one.used.begin(), one.used.end());
  status = worse(status, one.status);
}

std::string to_string(const EvalSummary& summary) {
  return std::to_string(summary.vectors) + " vectors, " + std::to_string(summary.disagreements) +
         " disagree, " + std::to_string(summary.errors) + " unreadable\n";
}

Evaluated evaluate(const SourcePtr& element,
                   const input::WhatIf& what_if,
                   const EvalOptions& options) {
  Evaluated result;
  const auto json = json::read_json(element);
  auto vectors = json ? read_element(*json, what_if) : Result<Vectors>(fail(json.error()));
  if (!vectors) {
    result.status = ExitStatus::BadInput;
    result.diagnostics = vectors.error().diagnostics;
    if (options.format == "json") {
      const std::string id = json ? input::id_of((*json)->root()) : std::string();
      result.text = report::eval_json_error(id, result.diagnostics);
    }
    return result;
  }
  result.vectors = vectors->size();
  for (fixture::Vector& vector : *vectors) {
    result.used.merge(input::change(vector, what_if));
    result.unknown_names.insert(result.unknown_names.end(),
                                std::make_move_iterator(vector.unknown_names.begin()),
                                std::make_move_iterator(vector.unknown_names.end()));
    const ExitStatus status = render(vector, options, result.text);
    result.disagreements += status == ExitStatus::Failure ? 1 : 0;
    result.status = worse(result.status, status);
  }
  return result;
}

Output eval(const std::vector<std::string>& inputs,
            const ScenarioOptions& changes,
            const EvalOptions& options,
            FileReader& files) {
  input::WhatIf what_if;
  if (auto problem = read_what_if(changes, what_if)) {
    return Output::wrong_usage(*std::move(problem));
  }
  if (inputs.empty()) {
    return Output::wrong_usage("name a file of vectors, or - for standard input");
  }
  if (options.format == "aws") {
    return what_if.settings.empty() ? eval_as_aws(inputs, what_if, files)
                                    : Output::wrong_usage("--set does not go with -f aws");
  }
  Output output;
  EvalSummary summary;
  NameDoubts name_doubts;
  const auto bad_input = [&](const Diagnostics& problems) {
    output.remark(problems);
    summary.status =
        worse(summary.status, problems.empty() ? ExitStatus::Success : ExitStatus::BadInput);
  };
  for (const std::string& path : inputs) {
    const auto source = files.read(path);
    if (!source || (*source)->text().empty()) {
      bad_input(source ? Error::at({*source, {}}, "the file is empty").diagnostics
                       : source.error().diagnostics);
      continue;
    }
    bad_input(for_each_element(*source, [&](const SourcePtr& element) {
      const Evaluated one = evaluate(element, what_if, options);
      summary.add(one);
      output.text += one.text;
      output.remark(one.diagnostics);
      output.remark(name_doubts.about(one.unknown_names));
    }));
  }
  if (const auto all_used = input::check_used(what_if, summary.used); !all_used) {
    bad_input(all_used.error().diagnostics);
  }
  output.message = options.format == "text" ? to_string(summary) : std::string();
  output.status = summary.status;
  return output;
}

Output eval_request(const RequestOptions& request,
                    const ScenarioOptions& changes,
                    const EvalOptions& options,
                    FileReader& files) {
  input::WhatIf what_if;
  if (auto problem = read_what_if(changes, what_if)) {
    return Output::wrong_usage(*std::move(problem));
  }
  Output output;
  const auto vector = described(request, std::move(what_if), files);
  if (!vector) {
    output.bad_input(vector.error().diagnostics);
    return output;
  }
  output.diagnostics = vector->warnings;
  if (options.format == "aws") {
    answer_as_aws(std::span(&*vector, 1), output);
  } else {
    output.status = render(*vector, options, output.text);
  }
  return output;
}

}  // namespace remora::command
