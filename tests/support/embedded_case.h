#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/source_text.h"
#include "tests/property/random.h"
#include "tests/support/slow_decoder.h"

namespace remora::test {

/// The forms in which the tests embed a policy.
enum class Form : std::uint8_t {
  JsonString,
  YamlDoubleQuoted,
  YamlSingleQuoted,
  YamlLiteral,
  YamlFolded,
  PercentInJson,
  PercentFile,
};

/// A file in which a policy stands as a text, at `/outer/policy` (percent-encoded: the whole file).
struct EmbeddedCase {
  std::string policy;
  std::string file;
  std::size_t begin = 0;  // of the scalar
  std::size_t end = 0;
  std::size_t indent = 0;  // of a block
};

/// A policy with texts of all kinds, in that form, each character written in one of the ways that
/// the form has for it.
EmbeddedCase embedded_case(Form form, property::Random& random);

/// Registers a case for each form, which checks many embedded policies.
struct CasesOfForms {
  CasesOfForms(boost::unit_test::test_suite& suite,
               const std::string& name,
               void (*check)(Form, const EmbeddedCase&, property::Random&));
};

/// What the slow decoder makes of the text in a file like that of the case.
Decoded slowly_decoded(Form form, const EmbeddedCase& one, std::string_view file);

/// The document in the file, as the engine finds it.
SourcePtr embedded_policy(const std::string& file);

}  // namespace remora::test
