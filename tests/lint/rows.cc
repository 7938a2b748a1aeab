#include "tests/lint/rows.h"

#include <algorithm>
#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/lint/render.h"

namespace remora::lint_test {

json::DocumentPtr read(std::string_view text) {
  const auto json = json::read_json(std::make_shared<SourceText>("policy.json", std::string(text)));
  BOOST_REQUIRE_MESSAGE(json.has_value(), text);
  return *json;
}

lint::LintResult lint_text(std::string_view text,
                           std::optional<PolicyType> type,
                           const lint::LintOptions& options) {
  const json::DocumentPtr json = read(text);
  lint::LintOptions with_type = options;
  with_type.type = type;
  return lint::lint(json, json->root(), with_type);
}

namespace {

std::string texts_of(const lint::LintResult& result) {
  std::string all = "found:";
  for (const lint::Finding& finding : result.findings) {
    all += "\n  " + lint::to_text(finding);
  }
  return all;
}

}  // namespace

void check(test::Table& table, std::span<const Row> rows) {
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const lint::LintResult result = lint_text(row.policy, row.type);
      const auto found = std::find_if(
          result.findings.begin(), result.findings.end(), [&](const lint::Finding& finding) {
            return finding.code == row.code &&
                   (row.slice.empty() || finding.place.text() == row.slice);
          });
      BOOST_TEST((found != result.findings.end()),
                 lint::info(row.code).code << " at " << row.slice << " " << texts_of(result));
      for (const lint::Finding& finding : result.findings) {
        BOOST_TEST(!finding.message.empty());
        BOOST_TEST(!finding.hint.ends_with('.'));
      }
    }
  }
}

void check_quiet(test::Table& table, std::span<const QuietRow> rows) {
  for (const QuietRow& row : rows) {
    if (table.row(row.name)) {
      const lint::LintResult result = lint_text(row.policy, row.type);
      const bool found = std::any_of(
          result.findings.begin(), result.findings.end(), [&](const lint::Finding& finding) {
            return finding.code == row.code;
          });
      BOOST_TEST(!found, texts_of(result));
    }
  }
}

}  // namespace remora::lint_test
