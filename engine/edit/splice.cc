#include "engine/edit/splice.h"

#include <algorithm>
#include <utility>

namespace remora::edit {

std::string spliced(std::string_view text, std::vector<Splice> splices) {
  std::stable_sort(splices.begin(), splices.end(), [](const Splice& a, const Splice& b) {
    return a.span.begin < b.span.begin;
  });
  std::string changed;
  std::size_t at = 0;
  for (const Splice& splice : splices) {
    changed += text.substr(at, splice.span.begin - at);
    changed += splice.text;
    at = splice.span.end;
  }
  return changed += text.substr(at);
}

std::size_t SpliceChain::Part::size() const {
  return kept ? old.end - old.begin : text.size();
}

SpliceChain::Part SpliceChain::Part::from_to(std::size_t begin, std::size_t end) const {
  if (!kept) {
    return {false, {}, text.substr(begin, end - begin)};
  }
  const auto at = [&](std::size_t offset) {
    return old.begin + static_cast<std::uint32_t>(offset);
  };
  return {true, {at(begin), at(end)}, {}};
}

SpliceChain::SpliceChain(std::string_view text) : size_(static_cast<std::uint32_t>(text.size())) {
  parts_.push_back({true, {0, size_}, {}});
}

void SpliceChain::add(const Splice& splice) {
  std::vector<Part> now;
  const auto keep = [&now](const Part& part, std::size_t begin, std::size_t end) {
    if (begin < end) {
      now.push_back(part.from_to(begin, end));
    }
  };
  bool put = false;
  std::size_t at = 0;
  for (const Part& part : parts_) {
    const std::size_t size = part.size();
    const auto within = [&](std::size_t offset) {
      return std::min(offset - std::min(offset, at), size);
    };
    keep(part, 0, within(splice.span.begin));
    if (!put && splice.span.begin <= at + size) {
      now.push_back({false, {}, splice.text});
      put = true;
    }
    keep(part, within(splice.span.end), size);
    at += size;
  }
  parts_ = std::move(now);
}

std::vector<Splice> SpliceChain::splices() const {
  std::vector<Splice> found;
  Splice next;
  const auto finish = [&](std::uint32_t end) {
    next.span.end = end;
    if (next.span.begin < end || !next.text.empty()) {
      found.push_back(std::exchange(next, {}));
    }
  };
  for (const Part& part : parts_) {
    if (part.kept) {
      finish(part.old.begin);
      next.span.begin = part.old.end;
    } else {
      next.text += part.text;
    }
  }
  finish(size_);
  return found;
}

}  // namespace remora::edit
