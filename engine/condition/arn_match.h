#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/condition/pattern.h"

namespace remora {

/// The six colon-separated parts of a text; the sixth is the rest with its colons. That is all
/// that AWS asks of a request value under an ARN operator: it need not begin with `arn`, and
/// parts may be empty (capture of AWS, condition_values).
using ArnParts = std::array<std::string_view, 6>;

/// Nothing for a text of fewer than six parts.
std::optional<ArnParts> split_arn(std::string_view text);

enum class ArnMatch : std::uint8_t { No, Yes, Unknown, NotAnArn };

/// An operand of an ARN operator. Each part is a pattern of its own, whose wildcards do not cross
/// a colon. Views into the policy document, which must outlive it.
/// Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
class ArnPattern {
 public:
  ArnPattern(std::string_view text, PatternSyntax syntax);

  /// `NotAnArn` if the pattern has fewer than six parts. One with variables is split after they
  /// are replaced.
  [[nodiscard]] ArnMatch matches(const ArnParts& value, const RequestContext& context) const;

 private:
  /// The six parts; one pattern, not split, if there are variables in it or what is not known may
  /// hold the colons; none for no ARN.
  std::vector<Pattern> parts_;
};

}  // namespace remora
