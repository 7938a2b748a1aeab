#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/diagnose/causes.h"
#include "engine/diagnose/diagnosis.h"
#include "engine/json/read.h"
#include "tests/support/paths.h"

namespace {

namespace ut = boost::unit_test;
using remora::diagnose::Diagnosis;
using remora::json::Value;

const std::string kFolder = remora::test::source_dir() + "/fixtures/texts/";

const remora::diagnose::Wordings& wordings() {
  static const remora::diagnose::Wordings all;
  return all;
}

remora::json::DocumentPtr read_expectations() {
  remora::cli::DiskReader files;
  const auto source = files.read(kFolder + "expected.json");
  const auto json = source ? remora::json::read(*source) : remora::fail(source.error());
  return json ? *json : nullptr;
}

std::string text_of(const Value& value) {
  return value.is_null() ? "(null)" : std::string(value.text());
}

std::string text_of(const std::optional<std::string>& value) {
  return value.value_or("(null)");
}

std::string name_of(const std::optional<remora::wrapping::Form>& form) {
  return form ? std::string(remora::wrapping::info(*form).name) : "(null)";
}

/// Compares what the expectation names; the rest is not checked.
void compare(const Value& expect, const Diagnosis& found) {
  struct Row {
    const char* name;
    std::string value;
  };

  for (const Row& row : {
           Row{"service", std::string(found.service)},
           Row{"code", text_of(found.code)},
           Row{"variant", found.variant},
           Row{"wrapping", name_of(found.wrapping)},
           Row{"bucket", text_of(found.bucket.value)},
           Row{"prefix", text_of(found.prefix.value)},
           Row{"kmsKeyArn", text_of(found.key.value)},
           Row{"region", text_of(found.region)},
           Row{"role", text_of(found.role.value)},
           Row{"name", text_of(found.name.value)},
           Row{"operation", text_of(found.operation)},
           Row{"prefixSaid", found.prefix.spoken_of ? "true" : "false"},
       }) {
    if (const auto wanted = expect.find(row.name)) {
      BOOST_TEST(row.value == text_of(*wanted),
                 row.name << ": " << row.value << " is not " << text_of(*wanted));
    }
  }
  if (const auto accounts = expect.find("accounts")) {
    std::vector<std::string> wanted;
    for (const Value& account : accounts->elements()) {
      wanted.push_back(text_of(account));
    }
    BOOST_TEST(found.accounts == wanted, boost::test_tools::per_element());
  }
}

void check_text(const remora::json::DocumentPtr& json, std::size_t index) {
  const Value row = json->root().find("texts")->elements()[index];
  const Value expect = *row.find("expect");
  remora::cli::DiskReader files;
  const auto source = files.read(kFolder + std::string(row.find("file")->text()));
  BOOST_REQUIRE(source.has_value());
  const auto found = remora::diagnose::diagnose((*source)->text(), wordings());
  const bool recognised = expect.find("recognised")->text() == "true";
  BOOST_REQUIRE(!found.empty() == recognised);
  if (!recognised) {
    return;
  }
  compare(expect, found.front());
  BOOST_TEST(!remora::diagnose::possible_causes(found.front(), wordings()).empty());
  const auto others = expect.find("others");
  const std::size_t expected = others ? others->elements().size() : 0;
  BOOST_REQUIRE(found.size() == expected + 1);
  for (std::size_t i = 0; i < expected; ++i) {
    compare(others->elements()[i], found[i + 1]);
  }
}

/// A text without an expectation would be checked by nobody.
void check_folder(const remora::json::DocumentPtr& json) {
  std::set<std::string> expected;
  for (const Value& row : json->root().find("texts")->elements()) {
    expected.emplace(row.find("file")->text());
  }
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".txt") {
      BOOST_TEST(expected.erase(entry.path().filename()) == 1U, entry.path() << " expects nothing");
    }
  }
  BOOST_TEST(expected.empty(), (expected.empty() ? "" : *expected.begin()) << " does not exist");
}

/// Registers one case for each text before the tests run.
struct RegisterTexts {
  RegisterTexts() {
    auto* suite = BOOST_TEST_SUITE("texts");
    const auto json = read_expectations();
    suite->add(ut::make_test_case(
        [json] {
          BOOST_REQUIRE(json != nullptr);
          check_folder(json);
        },
        "every_text_has_an_expectation",
        __FILE__,
        __LINE__));
    if (json != nullptr) {
      const auto texts = json->root().find("texts")->elements();
      for (std::size_t i = 0; i < texts.size(); ++i) {
        suite->add(ut::make_test_case([json, i] { check_text(json, i); },
                                      std::string(texts[i].find("file")->text()),
                                      __FILE__,
                                      __LINE__));
      }
    }
    ut::framework::master_test_suite().add(suite);
  }
};

const RegisterTexts kRegistered;

}  // namespace
