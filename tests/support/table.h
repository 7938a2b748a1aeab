#pragma once

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

/// A test whose rows are cases of their own, each to be run and reported by its name. It is written
/// like BOOST_AUTO_TEST_CASE, with a loop that lets in one row after the other:
///
///     TEST_TABLE(numbers_are_even) {
///       for (const Row& row : {Row{"two", 2}, Row{"four", 4}}) {
///         if (table.row(row.name)) {
///           BOOST_TEST(row.number % 2 == 0);
///         }
///       }
///     }
///
/// The body runs once to find the rows, before any test, and then once for each row, letting in no
/// other. So what stands outside of the rows checks nothing and is cheap.
#define TEST_TABLE(name)                                                                           \
  static void name##_rows(::remora::test::Table& table);                                           \
  static const ::remora::test::RegisterTable name##_cases(#name, name##_rows, __FILE__, __LINE__); \
  static void name##_rows(::remora::test::Table& table)

namespace remora::test {

class Table {
 public:
  /// Finds the rows and lets none in.
  Table() = default;

  /// Lets in the row of that number.
  explicit Table(std::size_t wanted) : running_(true), wanted_(wanted) {}

  /// Whether to run the row of that name, the parts of which are written one after the other.
  template <class... Parts>
  [[nodiscard]] bool row(const Parts&... parts) {
    if (running_) {
      const bool is_wanted = seen_++ == wanted_;
      ran_ = ran_ || is_wanted;
      return is_wanted;
    }
    std::ostringstream name;
    (name << ... << parts);
    names_.push_back(name.str());
    return false;
  }

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  [[nodiscard]] bool ran() const { return ran_; }

 private:
  bool running_ = false;
  bool ran_ = false;
  std::size_t wanted_ = 0;
  std::size_t seen_ = 0;
  std::vector<std::string> names_;
};

/// Adds a suite named after the table, with a case for each row, to the suite that it stands in. A
/// table without rows fails.
struct RegisterTable {
  RegisterTable(const char* name, void (*body)(Table&), const char* file, std::size_t line);
};

}  // namespace remora::test
