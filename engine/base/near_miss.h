#pragma once

#include <span>
#include <string>
#include <string_view>

namespace remora {

/// The number of single-character edits (insert, delete, replace, swap of neighbours) that turn
/// one word into the other, without regard to ASCII case.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that a person who typed `word` most likely meant, or an empty view if none is
/// near enough (at most a third of its letters wrong, or its end left off).
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// `did you mean "x"?` for the nearest candidate, empty if there is none.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace remora
