#include "engine/command/lint_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/import/contents.h"
#include "engine/import/kind.h"
#include "engine/import/printed_template.h"
#include "engine/import/secrets.h"
#include "engine/input/imported.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/policy/size.h"

namespace remora::command {

namespace {

using imports::Contents;
using imports::FileKind;

constexpr std::size_t kDeepest = 16;  // folders in folders

/// Whether a document was meant as a policy, though it has no Statement.
bool is_meant_as_policy(const json::Value& root) {
  if (root.find("remora") || root.find("vectors") || root.find("Resources")) {
    return false;
  }
  constexpr auto kStatement = std::to_array<std::string_view>({"Statement"});
  constexpr auto kNames = std::to_array<std::string_view>(
      {"Version", "Id", "Effect", "Action", "Principal", "Resource"});
  const auto members = root.members();
  return std::any_of(members.begin(), members.end(), [&](const json::Member& member) {
    return std::find(kNames.begin(), kNames.end(), member.key.text()) != kNames.end() ||
           !nearest(member.key.text(), kStatement).empty();
  });
}

/// What a file without one of the known kinds is.
std::string describe_other(const json::Value& root) {
  return root.find("remora")    ? "a scenario"
         : root.find("vectors") ? "a file of requests"
                                : "a file";
}

lint::Finding finding_of(const fixture::Finding& from, const imports::File& file) {
  lint::Finding finding{
      lint::Code::Order, from.place.known() ? from.place : file.place(), from.message, from.hint};
  for (const auto& [place, what] : from.others) {
    finding.message += "; " + what + (place.known() ? " at " + to_string(place) : std::string());
  }
  return finding;
}

class Linter {
 public:
  Linter(const lint::LintOptions& options, FileReader& files, Output& output)
      : options_(options), files_(files), output_(output) {}

  // No deeper than kDeepest.
  // NOLINTNEXTLINE(misc-no-recursion)
  void add(const std::string& path, std::size_t depth) {
    auto names = files_.list(path);
    if (!names) {
      add_file(path, depth > 0);
      return;
    }
    std::sort(names->begin(), names->end());
    for (const std::string& name : *names) {
      if (!name.starts_with('.') && depth < kDeepest) {
        add(path + (path.ends_with('/') ? "" : "/") + name, depth + 1);
      }
    }
  }

  void add_input(const std::string& path) {
    const std::size_t before = linted_.size();
    add(path, 0);
    if (linted_.size() == before && files_.list(path)) {
      output_.bad_input({{Severity::Error,
                          "input",
                          {},
                          "no file in the folder " + path + " holds a policy",
                          ""}});
    }
  }

  std::vector<LintedFile> take() { return std::move(linted_); }

 private:
  void add_file(const std::string& path, bool of_folder) {
    auto source = files_.read(path);
    auto json = source ? json::read(json::without_percent_encoding(*source))
                       : Result<json::DocumentPtr>(fail(source.error()));
    if (!json) {
      if (!of_folder || imports::is_data_name(path)) {
        output_.bad_input(json.error().diagnostics);
      }
      return;
    }
    const imports::File file{(*json)->source(), *json, of_folder};
    if (const auto printed = imports::template_in(file); !printed) {
      output_.bad_input(printed.error().diagnostics);
      return;
    }
    const Contents contents = imports::contents_of(file);
    for (std::string& secret : imports::secrets_in(file)) {
      output_.secrets.push_back(std::move(secret));
    }
    LintedFile linted{file.source->name(), {}, contents.unknown, {}};
    if (contents.kind == FileKind::None && contents.policies.empty()) {
      if (options_.type || is_meant_as_policy(file.root())) {
        if (const auto error = too_large(file.root())) {
          output_.bad_input(error->diagnostics);
          return;
        }
        linted.results.push_back(lint::lint(file.json, file.root(), options_));
        linted_.push_back(std::move(linted));
      } else if (!of_folder) {
        output_.bad_input(Error::at(file.root().place(),
                                    "no policy stands in this file",
                                    "a policy, a template, a plan, or output of the AWS CLI")
                              .diagnostics);
      }
      return;
    }
    if (contents.policies.size() != 1 || !is_whole(contents.policies.front(), file)) {
      linted.kind = contents.kind == FileKind::None ? describe_other(file.root())
                                                    : imports::describe(contents.kind);
    }
    for (const imports::FoundPolicy& policy : contents.policies) {
      if (const auto error = too_large(policy.policy)) {
        output_.bad_input(error->diagnostics);
        continue;
      }
      linted.results.push_back(result_of(policy, linted.kind.empty()));
    }
    if (linted.kind.empty() && linted.results.empty()) {
      return;  // the one policy is too large
    }
    add_order(path, file, contents.kind, linted);
    if (of_folder && contents.kind == FileKind::AwsCliOutput && linted.policies() == 0) {
      return;  // most answers have none
    }
    note_nothing(linted, file);
    linted_.push_back(std::move(linted));
  }

  static bool is_whole(const imports::FoundPolicy& policy, const imports::File& file) {
    return policy.document == file.json && policy.policy == file.root();
  }

  lint::LintResult result_of(const imports::FoundPolicy& found, bool whole) const {
    lint::LintOptions options = options_;
    options.type = whole || !found.type ? options.type : found.type;
    lint::LintResult result = lint::lint(found.document, found.policy, options);
    if (!whole) {
      result.name = to_string(found.policy.place()) +
                    (found.resource.empty() ? "" : " (" + found.resource + ")");
    }
    if (found.open) {
      forgive(found.policy, result);
    }
    return result;
  }

  /// What a function gives is open only here. Where it may be any text, so is AWS's answer.
  static void forgive(const json::Value& policy, lint::LintResult& result) {
    const bool open = result.admission && result.admission->error &&
                      holds_unknown(policy, result.admission->error->span);
    if (open) {
      result.admission->error.reset();
      result.admission->depends_on = {"what its functions give"};
    }
    std::erase_if(result.findings, [&](const lint::Finding& finding) {
      return finding.code == lint::Code::DependsOnSymbol ||
             finding.code == lint::Code::WrongPartition ||  // AWS::Partition may be any
             (open && finding.code == lint::Code::RefusedByAws);
    });
  }

  /// Whether an unknown text stands in the statement of that place.
  static bool holds_unknown(const json::Value& policy, Span at) {
    const auto list = policy.find("Statement");
    const auto statements = !list              ? std::vector<json::Value>{policy}
                            : list->is_array() ? list->elements()
                                               : std::vector<json::Value>{*list};
    return std::any_of(statements.begin(), statements.end(), [&](const json::Value& statement) {
      return statement.span().begin <= at.begin && at.begin <= statement.span().end &&
             holds_unknown(statement);
    });
  }

  // NOLINTNEXTLINE(misc-no-recursion): as deep as the reader
  static bool holds_unknown(const json::Value& value) {
    const auto elements = value.elements();
    const auto members = value.members();
    return (value.is_string() && has_unknown(value.text())) ||
           std::any_of(elements.begin(),
                       elements.end(),
                       [](const json::Value& one) { return holds_unknown(one); }) ||
           std::any_of(members.begin(), members.end(), [](const json::Member& member) {
             return holds_unknown(member.value);
           });
  }

  /// What templates and plans do in the wrong order, as far as they can be read as a whole.
  void add_order(const std::string& path,
                 const imports::File& file,
                 FileKind kind,
                 LintedFile& linted) {
    if (kind != FileKind::Template && kind != FileKind::TerraformPlan) {
      return;
    }
    imports::Sources sources;
    sources.paths = {path};
    const auto loaded = input::load_imported(sources, {}, files_);
    if (!loaded || loaded->scenario->findings.empty()) {
      return;
    }
    lint::LintResult result;
    result.source = file.source;
    result.of_policy = false;
    for (const fixture::Finding& finding : loaded->scenario->findings) {
      result.findings.push_back(finding_of(finding, file));
    }
    linted.results.push_back(std::move(result));
  }

  /// A file without a policy is no success that nobody hears of.
  void note_nothing(const LintedFile& linted, const imports::File& file) {
    if (linted.policies() == 0) {
      output_.diagnostics.push_back(
          {Severity::Note,
           "no-policy",
           file.root().place(),
           "this is " + linted.kind + " in which " +
               (linted.unknown == 0 ? "no policy stands" : "no policy can be looked at"),
           {}});
    }
  }

  const lint::LintOptions& options_;
  FileReader& files_;
  Output& output_;
  std::vector<LintedFile> linted_;
};

}  // namespace

std::size_t LintedFile::policies() const {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [](const lint::LintResult& result) {
        return result.of_policy;
      }));
}

std::vector<LintedFile> lint_files(const std::vector<std::string>& inputs,
                                   const lint::LintOptions& options,
                                   FileReader& files,
                                   Output& output) {
  Linter linter(options, files, output);
  for (const std::string& path : inputs) {
    linter.add_input(path);
  }
  return linter.take();
}

}  // namespace remora::command
