#pragma once

#include <string_view>
#include <vector>

#include "engine/policy/document.h"

namespace remora::admission {

/// A text of a policy whose form nobody can judge, because a symbol stands in it: what it should
/// be, in words.
struct OpenText {
  const PolicyText* text = nullptr;
  std::string_view wanted;  // `a principal`
};

/// The texts of the policy that hold a symbol where AWS wants a certain form and the symbol leaves
/// it open. A name in its place, as in `arn:aws:s3:::<bucket>/*`, leaves nothing open: AWS gives
/// such names in the right form. The rules pass over these texts.
std::vector<OpenText> open_texts(const PolicyDocument& policy);

}  // namespace remora::admission
