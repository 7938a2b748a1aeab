#pragma once

#include <string>

#include "engine/input/member_reader.h"
#include "engine/world/resources.h"

namespace remora::input {

/// The tags of a thing of a scenario, in its member `tags` or `Tags`: a map of names to values, or
/// the list that AWS prints (`Key` and `Value` of IAM, SNS and S3, `TagKey` and `TagValue` of KMS),
/// also inside the whole answer. Not known if the member is absent. `path` is the thing's, `it`
/// what people call it.
world::Fact<world::TagList> read_tags(MemberReader& reader,
                                      const std::string& path,
                                      const std::string& it);

}  // namespace remora::input
