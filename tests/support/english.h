#pragma once

#include <string>
#include <string_view>

namespace remora::test {

/// The English that is left in a line of Japanese; empty if there is none. What may stay:
///
///  - what is quoted, `"..."` or 「...」: names, values, and what somebody else wrote;
///  - code in backticks, and placeholders in names, `<unknown account>`;
///  - whatever is no word of lower-case letters alone, or has a sign of names beside it: ARNs,
///  keys,
///    actions, paths, options, `AWS Config`, `S3`, `trail-logs`;
///  - one lower-case word by itself or in a list with commas, which may be a name, unless it is a
///  word
///    that no name is: an article, a preposition, a conjunction, `is`, `has`, `not` and their like;
///  - `of` before the name of a file, as the id of a delivery has it that several files have;
///  - the English name that AWS's own Japanese pages give in brackets, `(implicit deny)`.
std::string english_in(std::string_view line);

}  // namespace remora::test
