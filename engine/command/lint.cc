#include "engine/command/lint.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/command/lint_files.h"
#include "engine/lint/render.h"
#include "engine/report/wrap.h"

namespace remora::command {

namespace {

struct TypeName {
  std::string_view name;
  PolicyType type;
};

constexpr auto kTypes = std::to_array<TypeName>({{"identity", PolicyType::Identity},
                                                 {"boundary", PolicyType::Boundary},
                                                 {"session", PolicyType::Session},
                                                 {"scp", PolicyType::Scp},
                                                 {"rcp", PolicyType::Rcp},
                                                 {"bucket", PolicyType::Bucket},
                                                 {"key", PolicyType::Key},
                                                 {"topic", PolicyType::Topic},
                                                 {"trust", PolicyType::Trust},
                                                 {"vpce", PolicyType::VpcEndpoint}});

/// The policy type of that name; a problem in words if there is none.
std::string read_type(const std::string& wanted, lint::LintOptions& options) {
  if (wanted.empty()) {
    return {};
  }
  for (const TypeName& type : kTypes) {
    if (type.name == wanted) {
      options.type = type.type;
      return {};
    }
  }
  const std::string hint = did_you_mean(wanted, policy_type_names());
  return "there is no policy type \"" + wanted + "\"" + (hint.empty() ? "" : ", " + hint);
}

std::string answer_of(const lint::LintResult& result) {
  if (!result.admission) {
    return {};
  }
  const admission::Admission& admission = *result.admission;
  std::string text = (result.name.empty() ? result.source->name() : result.name) + ": as " +
                     describe_with_article(result.type) +
                     (result.type_guessed ? " (guessed)" : "") + ", " +
                     std::string(to_string(admission.operation));
  switch (admission.accepted()) {
    case Match::No:
      text += " refuses it: " + admission.error->code + ": " + readable(admission.error->message);
      break;
    case Match::Unknown:
      text += " may accept it: that depends on " + joined(admission.depends_on);
      break;
    case Match::Yes:
      text += " accepts it";
      break;
  }
  if (admission.is_public) {
    text += *admission.is_public == Match::Yes  ? "; S3 calls it public"
            : *admission.is_public == Match::No ? "; S3 does not call it public"
                                                : "; whether S3 calls it public is not known";
  }
  return report::one_line(text) + "\n";
}

/// What a file is, before anything is said against it.
std::string heading_of(const LintedFile& file) {
  if (!file.kind.empty()) {
    const std::size_t policies = file.policies();
    std::string text = file.name + ": " + file.kind + ", ";
    text += policies == 0 ? "no policy"
                          : std::to_string(policies) + (policies == 1 ? " policy" : " policies");
    return text +
           (file.unknown == 0 ? "" : ", " + std::to_string(file.unknown) + " not known here") +
           "\n";
  }
  const lint::LintResult& only = file.results.front();
  return file.name + ": " + describe_with_article(only.type) +
         (only.type_guessed ? " (guessed)" : "") + "\n";
}

std::string render(const std::vector<LintedFile>& files, const LintOptions& options) {
  if (options.format != "text") {
    std::vector<lint::LintResult> results;
    for (const LintedFile& file : files) {
      results.insert(results.end(), file.results.begin(), file.results.end());
    }
    return options.format == "json" ? lint::to_json(results)
                                    : lint::to_sarif(results, REMORA_VERSION);
  }
  std::string text;
  for (const LintedFile& file : files) {
    text += options.text.quiet ? std::string() : heading_of(file);
    for (const lint::LintResult& result : file.results) {
      for (const lint::Finding& finding : result.findings) {
        text += lint::to_text(finding) + "\n";
      }
      if (!options.text.quiet && result.of_policy) {
        text += answer_of(result);
      }
    }
  }
  return text;
}

}  // namespace

std::vector<std::string_view> policy_type_names() {
  std::vector<std::string_view> names;
  for (const TypeName& type : kTypes) {
    names.push_back(type.name);
  }
  return names;
}

Output lint(const std::vector<std::string>& inputs, const LintOptions& options, FileReader& files) {
  lint::LintOptions read;
  read.bucket = options.bucket;
  read.account = options.account;
  read.topic = options.topic;
  if (std::string problem = read_type(options.type, read); !problem.empty()) {
    return Output::wrong_usage(std::move(problem));
  }
  if (inputs.empty()) {
    return Output::wrong_usage("name a file with policies, a folder, or - for standard input");
  }
  Output output;
  const std::vector<LintedFile> linted = lint_files(inputs, read, files, output);
  for (const LintedFile& file : linted) {
    for (const lint::LintResult& result : file.results) {
      const bool warns =
          std::any_of(result.findings.begin(), result.findings.end(), [](const auto& one) {
            return one.severity() == Severity::Warning;
          });
      if (result.has_errors() || (options.deny_warnings && warns)) {
        output.status = worse(output.status, ExitStatus::Failure);
      }
    }
  }
  output.text = render(linted, options);
  output.no_result = linted.empty();
  return output;
}

}  // namespace remora::command
