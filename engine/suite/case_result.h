#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/place.h"
#include "engine/fixture/compare.h"
#include "engine/request/names.h"

/// Many fixtures run together: what came of each case, which parts of the policies the cases rest
/// on (coverage), and which changes of the policies no case would notice (mutation).
namespace remora::suite {

enum class CaseKind : std::uint8_t {
  Delivery,  // of a scenario
  Request,   // of a scenario
  Vector,    // of a vector file
  File,      // the file itself: it cannot be read
};

enum class State : std::uint8_t {
  Passed,
  Failed,
  Undetermined,  // nothing is expected, and a decisive fact is not known
  Skipped,
  Todo,        // known to fail, and it does
  TodoPassed,  // known to fail, and it does not
  Error,       // the input is bad
};

/// A stable word for each: `passed`, `failed`, `undetermined`, `skipped`, `todo`, `todo-passed`,
/// `error`.
std::string_view to_string(State state);

/// True for what makes a run end with another exit status than 0.
constexpr bool is_failure(State state) {
  return state == State::Failed || state == State::Undetermined || state == State::Error;
}

/// A range in a file, as people count. No file, no place.
struct FileRange {
  std::string file;
  Position begin;
  Position end;

  [[nodiscard]] bool known() const { return !file.empty(); }
};

FileRange file_range(const Place& place);

/// `FILE:LINE:COLUMN`; empty if the place is not known.
std::string to_string(const FileRange& place);

/// How a statement is behind an outcome.
enum class FaultKind : std::uint8_t {
  ComesNearest,  // to allowing what is denied
  Denies,
  Allows,  // what should be denied
};

/// What in a policy is behind an outcome, kept when the policy is gone.
struct Fault {
  std::string summary;        // one sentence
  FileRange statement_place;  // unknown if there is no policy, or no statement in it
  std::string policy;         // bucket, key, topic, ...
  std::string statement;      // its Sid in quotes, or `number 2`
  FaultKind kind = FaultKind::ComesNearest;
  std::string element;  // the first that does not match; with operator and key if a Condition
  FileRange element_place;
  std::string reason;  // why it does not
  std::string wanted;
  std::string got;
};

/// One case of a fixture and what came of it. Owns everything, so that scenarios need not be kept.
struct CaseResult {
  CaseKind kind = CaseKind::Delivery;
  std::string file;  // as the user named it
  std::string id;    // with the combination of the matrix in brackets
  std::string rule;  // Vector
  FileRange place;   // of the case
  State state = State::Passed;
  std::string reason;   // of a skip or a todo
  std::string outcome;  // `delivered`, `refused`, ...; a verdict; empty if it was not run
  std::string error;    // AWS's error code
  std::string message;  // AWS's error message
  std::vector<fixture::Difference> differences;  // with what is expected
  std::optional<Fault> fault;
  Diagnostics remarks;         // File: what is wrong with it
  UnknownNames unknown_names;  // Vector: in its request
  std::string pointer;         // where its expectation stands in the file, a JSON Pointer
  std::string expectation;     // JSON: what would hold, if that was asked for and it does not hold
  std::string json;            // the case as `check -f json` has it, if it was asked for

  /// `FILE::ID`, the name by which a case is chosen.
  [[nodiscard]] std::string name() const { return id.empty() ? file : file + "::" + id; }
};

}  // namespace remora::suite
