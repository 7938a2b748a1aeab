#pragma once

#include <string_view>

namespace remora {

/// Whether a literal can be what a text comes to once every symbol and unknown text in it has its
/// value: it has all the rest, in its order. A text without any is itself alone.
bool may_stand_for(std::string_view literal, std::string_view open);

}  // namespace remora
