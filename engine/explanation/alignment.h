#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/trace.h"

namespace remora::explanation {

/// A pattern of a policy and the text that it does not cover, padded so that what agrees stands
/// one above the other:
///
///     arn:aws:s3:::logs/*   /AWSLogs/2222/*
///     arn:aws:s3:::logs/o-ab/AWSLogs/1111/Config
///                                    ^ column
struct Alignment {
  std::string wanted;        // the pattern, policy variables replaced by the request's values
  std::string got;           // the text
  std::size_t column = 0;    // characters before the first difference
  bool covers = false;       // there is no difference
  bool wanted_ends = false;  // the pattern ends at the column, the text goes on
  bool got_ends = false;     // the text ends at the column, the pattern goes on
};

/// Lays the text under the pattern. Takes `*` and `?` for wildcards where the syntax says so; of
/// several places where a pattern with `*` could have gone wrong, shows the one furthest into it.
Alignment align(std::string_view pattern,
                const PatternSyntax& syntax,
                std::string_view text,
                const RequestContext& context);

/// One alignment for each value of an element that does not match: for Resource, and for
/// conditions that compare text or ARNs with a single value. Empty for other elements.
std::vector<Alignment> align_values(const StatementTrace& trace,
                                    const ElementTrace& element,
                                    const RequestContext& context);

/// How far the first element that does not match agrees with the request, in characters: the best
/// of its values. For choosing between statements that are otherwise equally near.
std::size_t agreement(const StatementTrace& trace, const RequestContext& context);

}  // namespace remora::explanation
