#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/world/copied_on_write.h"

namespace remora::world {

/// Things in the order in which they were listed, each found by its names in constant time. Of two
/// with one name the first counts. `names_of(const T&)` gives the names, which must not change
/// once the thing is in the list. Copies share the things until one of them changes.
template <class T>
class NamedList {
 public:
  NamedList() = default;

  NamedList(std::initializer_list<T> items) {  // NOLINT(google-explicit-constructor)
    for (const T& item : items) {
      push_back(item);
    }
  }

  void push_back(T item) {
    Listed& listed = listed_.change();
    for (std::string& name : names_of(item)) {
      listed.index.try_emplace(std::move(name), listed.items.size());
    }
    listed.items.push_back(std::move(item));
  }

  void clear() { listed_ = {}; }

  /// The thing of that name, or null.
  [[nodiscard]] const T* find(std::string_view name) const {
    const auto& index = listed_.get().index;
    const auto found = index.find(name);
    return found == index.end() ? nullptr : &items()[found->second];
  }

  [[nodiscard]] T& operator[](std::size_t i) { return listed_.change().items[i]; }

  [[nodiscard]] const T& operator[](std::size_t i) const { return items()[i]; }

  [[nodiscard]] const T& at(std::size_t i) const { return items().at(i); }

  [[nodiscard]] const T* data() const { return items().data(); }

  [[nodiscard]] std::size_t size() const { return items().size(); }

  [[nodiscard]] bool empty() const { return items().empty(); }

  [[nodiscard]] auto begin() const { return items().begin(); }

  [[nodiscard]] auto end() const { return items().end(); }

 private:
  struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  struct Listed {
    std::vector<T> items;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index;
  };

  [[nodiscard]] const std::vector<T>& items() const { return listed_.get().items; }

  CopiedOnWrite<Listed> listed_;
};

}  // namespace remora::world
