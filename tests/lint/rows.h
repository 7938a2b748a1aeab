#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/json/read.h"
#include "engine/lint/lint.h"
#include "tests/support/table.h"

/// Tables of policies with what lint must find in them.
namespace remora::lint_test {

/// One policy and one finding in it. `slice` is the text that the finding points at.
struct Row {
  std::string_view name;
  std::optional<PolicyType> type;
  std::string_view policy;
  lint::Code code;
  std::string_view slice;
};

/// One policy that must not have the finding.
struct QuietRow {
  std::string_view name;
  std::optional<PolicyType> type;
  std::string_view policy;
  lint::Code code;
};

std::span<const Row> grammar_rows();
std::span<const Row> action_rows();
std::span<const Row> resource_rows();
std::span<const Row> condition_rows();
std::span<const Row> principal_rows();
std::span<const Row> service_call_rows();

/// Reads JSON text; stops the test if it is none.
json::DocumentPtr read(std::string_view text);

lint::LintResult lint_text(std::string_view text,
                           std::optional<PolicyType> type = std::nullopt,
                           const lint::LintOptions& options = {});

void check(test::Table& table, std::span<const Row> rows);
void check_quiet(test::Table& table, std::span<const QuietRow> rows);

}  // namespace remora::lint_test
