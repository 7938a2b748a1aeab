#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/authorize/explain.h"

namespace remora::explanation {

/// What is known about one condition key of a request.
struct KeyFact {
  std::string name;
  Presence presence = Presence::Absent;
  std::vector<std::string> values;  // Present
  bool multivalued = false;         // by type
  std::string reason;               // Unknown: why
  bool asked_for = false;           // some statement of the policies in force tests it
};

/// The condition keys of a request: those it carries, those nobody knows, and those that it does
/// not carry, of all that a policy in force asks for, that AWS lists for the action, and that are
/// global, as far as requests of that kind of requester carry them now and then. In this order,
/// each group by name. Source of the lists: Service Authorization Reference; IAM User Guide, "AWS
/// global condition context keys".
std::vector<KeyFact> condition_keys(const Request& request, const Explanation& explanation);

/// The key that the request does carry and that its author may have meant by `key`: aws:SourceOrgID
/// for aws:PrincipalOrgID in a request of a service, or a name that is spelled nearly the same.
/// Empty if there is none.
std::string_view carried_instead(std::string_view key, const RequestContext& context);

/// Whether a request that carries `carried` could have it named so for `key`.
bool may_stand_for(std::string_view carried, std::string_view key);

}  // namespace remora::explanation
