#include "tests/support/table.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <map>
#include <string_view>

#include <boost/make_shared.hpp>
#include <boost/test/unit_test.hpp>

namespace remora::test {

namespace {

namespace ut = boost::unit_test;

/// `name` without what Boost.Test reads as an operator or cuts off; a further case of the same name
/// gets its number.
std::string case_name(std::string name, std::map<std::string, int>& used) {
  std::replace_if(
      name.begin(),
      name.end(),
      [](char c) {
        return static_cast<unsigned char>(c) < ' ' ||
               std::string_view(":*@+!/,&").find(c) != std::string_view::npos;
      },
      '_');
  if (name.empty() || name.front() == ' ' || name.back() == ' ') {
    name = '"' + name + '"';
  }
  const int count = ++used[name];
  return count == 1 ? name : name + " (" + std::to_string(count) + ")";
}

class Cases : public ut::test_unit_generator {
 public:
  Cases(const char* name, void (*body)(Table&), const char* file, std::size_t line)
      : name_(name), body_(body), file_(file), line_(line) {}

  // Boost.Test asks until it gets nothing, when everything that tables refer to is initialised.
  ut::test_unit* next() const override {
    if (given_) {
      return nullptr;
    }
    given_ = true;
    auto* suite = new ut::test_suite(name_, file_, line_);  // the framework's from now on
    Table table;
    try {
      body_(table);
    } catch (const std::exception& error) {
      add(*suite, "the rows", [what = std::string(error.what())] { BOOST_FAIL(what); });
    }
    std::map<std::string, int> used;
    for (std::size_t i = 0; i < table.names().size(); ++i) {
      add(*suite, case_name(table.names()[i], used), [body = body_, i] {
        Table one(i);
        body(one);
        BOOST_REQUIRE_MESSAGE(one.ran(), "the row is not there again");
      });
    }
    if (table.names().empty()) {
      add(*suite, "the rows", [] { BOOST_FAIL("there are none"); });
    }
    return suite;
  }

 private:
  void add(ut::test_suite& suite, const std::string& name, std::function<void()> check) const {
    suite.add(ut::make_test_case(check, name, file_, line_));
  }

  const char* name_;
  void (*body_)(Table&);
  const char* file_;
  std::size_t line_;
  mutable bool given_ = false;
};

}  // namespace

RegisterTable::RegisterTable(const char* name,
                             void (*body)(Table&),
                             const char* file,
                             std::size_t line) {
  ut::framework::current_auto_test_suite().add(boost::make_shared<Cases>(name, body, file, line),
                                               ut::decorator::collector_t::instance());
}

}  // namespace remora::test
