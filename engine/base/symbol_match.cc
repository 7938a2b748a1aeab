#include "engine/base/symbol_match.h"

#include <algorithm>

#include "engine/base/symbol.h"

namespace remora {

bool may_stand_for(std::string_view literal, std::string_view open) {
  std::size_t from = 0;
  for (bool first = true;; first = false) {
    const std::size_t begin = std::min(open.find(kSymbolBegin), open.size());
    const std::string_view piece = open.substr(0, begin);
    if (begin == open.size()) {
      const std::string_view rest = literal.substr(std::min(from, literal.size()));
      return first ? rest == piece : rest.ends_with(piece);
    }
    const std::size_t at = literal.find(piece, from);
    if (at == std::string_view::npos || (first && at != 0)) {
      return false;
    }
    from = at + piece.size();
    open.remove_prefix(std::min(open.find(kSymbolEnd, begin), open.size() - 1) + 1);
  }
}

}  // namespace remora
