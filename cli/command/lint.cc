#include "engine/lint/lint.h"

#include <array>
#include <utility>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/options.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/json/read.h"
#include "engine/lint/render.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kLintEpilogue =
    "FILE holds one policy; `-` is standard input. The type is guessed from what the document "
    "looks\n"
    "like, unless --type says it. Findings are errors (AWS refuses it, or it can never do what it\n"
    "says), warnings (a known trap) and infos.\n"
    "\n"
    "Exit status: 0 no error was found, 1 an error was found, 2 wrong usage or a file that cannot "
    "be\n"
    "read.\n"
    "\n"
    "Examples:\n"
    "  remora lint --type key fixtures/control-tower-kms/both-statements/key-policy.json\n"
    "  remora lint -f sarif *.json > lint.sarif\n";

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

/// Reads --type; a problem in words if it names no type.
std::string read_type(const CommandLine& line, lint::LintOptions& options) {
  if (line.values().count("type") == 0) {
    return {};
  }
  const std::string wanted = line.values()["type"].as<std::string>();
  std::array<std::string_view, kTypes.size()> names;
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    names[i] = kTypes[i].name;
    if (names[i] == wanted) {
      options.type = kTypes[i].type;
      return {};
    }
  }
  const std::string hint = did_you_mean(wanted, names);
  return "there is no policy type \"" + wanted + "\"" + (hint.empty() ? "" : ", " + hint);
}

std::string answer_of(const lint::LintResult& result) {
  if (!result.admission) {
    return {};
  }
  const admission::Admission& admission = *result.admission;
  std::string text = result.source->name() + ": as " + describe_with_article(result.type) +
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
  return text + "\n";
}

std::string render(const std::vector<lint::LintResult>& results, const CommonOptions& options) {
  if (options.format == "json") {
    return lint::to_json(results);
  }
  if (options.format == "sarif") {
    return lint::to_sarif(results, REMORA_VERSION);
  }
  std::string text;
  for (const lint::LintResult& result : results) {
    for (const lint::Finding& finding : result.findings) {
      text += lint::to_text(finding) + "\n";
    }
    if (!options.text.quiet) {
      text += answer_of(result);
    }
  }
  return text;
}

}  // namespace

int run_lint(const Arguments& arguments) {
  CommandLine line("lint", "[options] FILE...", {"text", "json", "sarif"});
  line.add()("type",
             po::value<std::string>(),
             "identity, boundary, session, scp, rcp, bucket, key, topic, trust or vpce")(
      "bucket", po::value<std::string>()->default_value(""), "the bucket of a bucket policy")(
      "account", po::value<std::string>()->default_value(""), "the owner's account")(
      "topic", po::value<std::string>()->default_value(""), "the ARN of a topic policy's topic");
  line.set_epilogue(kLintEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& options = line.common();
  lint::LintOptions lint_options;
  if (const std::string problem = read_type(line, lint_options); !problem.empty()) {
    return line.usage_error(problem);
  }
  lint_options.bucket = line.values()["bucket"].as<std::string>();
  lint_options.account = line.values()["account"].as<std::string>();
  lint_options.topic = line.values()["topic"].as<std::string>();
  if (options.inputs.empty()) {
    return line.usage_error("name a policy file, or - for standard input");
  }
  DiskReader files;
  ExitStatus status = ExitStatus::Success;
  std::vector<lint::LintResult> results;
  for (const std::string& path : options.inputs) {
    auto source = files.read(path);
    auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
    if (!json) {
      print(json.error().diagnostics);
      status = ExitStatus::BadInput;
      continue;
    }
    results.push_back(lint::lint(*json, (*json)->root(), lint_options));
    if (results.back().has_errors()) {
      status = worse(status, ExitStatus::Failure);
    }
  }
  return static_cast<int>(write_output(options, render(results, options)) ? status
                                                                          : ExitStatus::BadInput);
}

}  // namespace remora::cli
