#pragma once

#include <string>

#include "engine/answer/answer.h"

namespace remora::answer {

/// All that is told of an answer, as a key: the outcome and AWS's error, the requests and how each
/// fared, the cause with its statement and elements, the fix, advice, remarks and alternatives;
/// with the account and the Region of its call taken out wherever they stand. Answers of one world
/// with equal keys are one story, told of other accounts and Regions: whoever reads the one and
/// puts the other's names in its place reads the other. Statements are the same only if they are
/// one statement of one policy. Of requests that did not decide the outcome it has the
/// statement of the resource's policy that decided them, and no more of their explanations.
std::string likeness(const Answer& answer);

/// All that is explained of one request of a call, in the same way: decision, layers, flow, every
/// statement and element, the names of its condition keys.
std::string likeness(const delivery::Call& call,
                     const delivery::ProbeResult& probe,
                     const Explanation& explanation);

}  // namespace remora::answer
