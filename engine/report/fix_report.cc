#include "engine/report/fix_report.h"

#include <algorithm>

#include "engine/edit/unified_diff.h"
#include "engine/json/writer.h"
#include "engine/report/edit_text.h"

namespace remora::report {

namespace {

/// `dir/../policies/p.json` without the detour, as `patch` and `git apply` want names.
std::string plain_path(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(begin, end - begin);
    if (part == ".." && !parts.empty() && parts.back() != ".." && !parts.back().empty()) {
      parts.pop_back();
    } else if (part != "." && (!part.empty() || begin == 0)) {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string plain;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    plain += (i == 0 ? "" : "/") + parts[i];
  }
  return plain;
}

}  // namespace

std::string diff_of(const remedy::FileChange& file) {
  if (file.after == nullptr) {
    return {};
  }
  const std::string name = plain_path(file.name);
  return edit::unified_diff(file.before->text(), file.after->text(), {name, name});
}

std::string fix_diff(const FixReport& report) {
  std::string text;
  for (const remedy::FileChange& file : report.shown_files()) {
    text += diff_of(file);
  }
  return text;
}

std::string fix_patch(const FixReport& report) {
  const auto files = report.shown_files();
  if (files.size() == 1) {
    return edit::as_json_patch(files.front().changes) + "\n";
  }
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object();
  for (const remedy::FileChange& file : files) {
    writer.key(file.name).raw(edit::as_json_patch(file.changes));
  }
  return writer.end_object().take() + "\n";
}

std::string fix_statements(const FixReport& report, std::optional<code::Language> as_code) {
  std::string text;
  if (const remedy::Remedy* remedy = report.shown_remedy()) {
    for (const remedy::Edit& edit : remedy->edits) {
      for (const std::string& statement : code_of(edit, as_code.value_or(code::Language::Json))) {
        text += statement + "\n";
      }
    }
  }
  return text;
}

}  // namespace remora::report
