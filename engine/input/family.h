#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/input/tree.h"
#include "engine/input/variables.h"

namespace remora::input {

/// One scenario of a family, as a document that `read_scenario` takes.
struct FamilyMember {
  json::DocumentPtr json;
  Diagnostics warnings;
};

/// A scenario file with everything that it takes from elsewhere: the files that it `extends`, its
/// `variables`, its `matrix`. A file without any of them is a family of one, itself.
///
/// `extends` names one file or several, from the weakest to the strongest; paths are relative to
/// the file that they stand in. `matrix` holds axes: each a list of scalars, or an object that
/// gives every value a name. There is one scenario for each combination, with the axes' values as
/// variables; `exclude` in it takes combinations out. `abstract: true` marks a file that is only
/// there to be extended.
class Family {
 public:
  /// Errors: what `extends` names and cannot be read, or leads back to itself; a matrix that is
  /// none.
  static Result<Family> read(const json::DocumentPtr& json, FileReader& files);

  /// True if the file says that it is only there to be extended.
  [[nodiscard]] bool abstract() const { return abstract_; }

  /// True if the file itself, not one that it extends, names inputs to take its world from.
  [[nodiscard]] bool takes_from_inputs() const;

  /// True if its places lie in several files, or its texts hold variables: not to be rewritten.
  [[nodiscard]] bool composed() const { return composed_; }

  /// How many scenarios there are; 1 without a matrix.
  [[nodiscard]] std::size_t size() const { return combinations_.size(); }

  /// `account=111122223333, region=us-east-1`; empty without a matrix.
  [[nodiscard]] std::string label(std::size_t index) const;
  /// Errors: a variable that is not there, or that stands where it cannot.
  [[nodiscard]] Result<FamilyMember> member(std::size_t index) const;

 private:
  friend class FamilyReader;

  struct AxisValue {
    std::string_view name;
    const Tree* value = nullptr;
  };

  struct Axis {
    std::string_view name;
    std::vector<AxisValue> values;
  };

  [[nodiscard]] std::vector<std::size_t> choice(std::size_t combination) const;

  std::vector<json::DocumentPtr> documents_;  // the file and all that it extends
  // On the heap, because the axes and the variables point into it.
  std::unique_ptr<Tree> scenario_;
  std::unique_ptr<Tree> variables_;
  std::unique_ptr<Tree> matrix_;
  std::vector<Axis> axes_;
  std::vector<std::size_t> combinations_;
  bool abstract_ = false;
  bool composed_ = false;
};

}  // namespace remora::input
