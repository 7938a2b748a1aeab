#pragma once

#include <memory>
#include <utility>

namespace remora::world {

/// A value that copies of a world share until one of them changes it: an organization has thousands
/// of accounts, and a search for a fix copies the world for each edit of one policy.
template <class T>
class CopiedOnWrite {
 public:
  [[nodiscard]] const T& get() const { return *value_; }

  /// To change it, with a copy of its own if another shares it. Not for two threads at once.
  [[nodiscard]] T& change() {
    if (value_.use_count() > 1) {
      value_ = std::make_shared<T>(*value_);
    }
    return *value_;
  }

 private:
  std::shared_ptr<T> value_ = std::make_shared<T>();
};

}  // namespace remora::world
