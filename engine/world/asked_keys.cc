#include "engine/world/asked_keys.h"

#include <algorithm>
#include <array>

#include "engine/aws/tables.h"
#include "engine/base/symbol.h"

namespace remora::world {

namespace {

constexpr std::string_view kPrincipalTag = "aws:PrincipalTag/";
constexpr std::string_view kPlaceholder = "${TagKey}";

/// The rest of a key after a prefix, without regard to case; nothing if it begins otherwise.
std::optional<std::string_view> rest_after(std::string_view key, std::string_view prefix) {
  return key.size() > prefix.size() && equal_ignoring_case(key.substr(0, prefix.size()), prefix)
             ? std::optional(key.substr(prefix.size()))
             : std::nullopt;
}

/// The tag that a key of the resource's tags is about, where requests for the action carry such a
/// key. Of an action that is not in the tables nobody knows.
std::optional<std::string_view> resource_tag(std::string_view key, const ActionRow* row) {
  for (const std::string_view prefix : {"aws:ResourceTag/", "s3:BucketTag/", "iam:ResourceTag/"}) {
    if (const auto tag = rest_after(key, prefix)) {
      const auto carried = words(row == nullptr ? std::string_view() : row->condition_keys);
      const std::string name = std::string(prefix).append(kPlaceholder);
      return row == nullptr || std::find(carried.begin(), carried.end(), name) != carried.end()
                 ? tag
                 : std::nullopt;
    }
  }
  return std::nullopt;
}

class AskedKeys {
 public:
  AskedKeys(const PolicySet& policies,
            const Described& described,
            Suppositions& facts,
            Request& request)
      : policies_(policies), described_(described), facts_(facts), request_(request) {}

  void add() {
    if (described_.resource.policy_type == PolicyType::Key) {
      add_key();
    }
    any_policy(policies_, [&](const CompiledPolicy& policy) {
      for (const std::string_view key : policy.tag_keys()) {
        add_tag(key);
      }
      return false;
    });
  }

 private:
  RequestContext& context() { return request_.context; }

  bool has(const KeyName& key) { return context().find(key) != nullptr; }

  bool asked(const KeyName& key) { return mentions(policies_, key); }

  /// What AWS says with every request about a key. Of one that is not listed its id shows whether
  /// it is a multi-Region key ("Multi-Region keys in AWS KMS": their ids begin with mrk-).
  void add_key() {
    const Key* const key = described_.resource.key;
    if (!has("kms:MultiRegion")) {
      add_multi_region(key);
    }
    if (!has("kms:KeyOrigin")) {
      add_origin(key);
    }
    if (!has("kms:ResourceAliases")) {
      add_aliases(key);
    }
  }

  void add_multi_region(const Key* key) {
    const bool decides = asked("kms:MultiRegion") || asked("kms:MultiRegionKeyType");
    const Match multi = key == nullptr ? begins_with(described_.resource.arn->resource, "key/mrk-")
                        : key->multi_region.known() != nullptr || decides
                            ? match_if(facts_.read(key->multi_region))
                            : Match::Unknown;
    if (multi == Match::Unknown) {
      context().set_unknown("kms:MultiRegion", "whether it is a multi-Region key is not known");
    } else {
      context().set("kms:MultiRegion", multi == Match::Yes ? "true" : "false");
    }
    if (multi != Match::No) {
      context().set_unknown("kms:MultiRegionKeyType", "which is the primary key is not known");
    }
  }

  void add_origin(const Key* key) {
    if (key != nullptr && (key->origin.known() != nullptr || asked("kms:KeyOrigin"))) {
      context().set("kms:KeyOrigin", facts_.read(key->origin));
    } else {
      context().set_unknown("kms:KeyOrigin", "the origin of the key is not known");
    }
  }

  /// Of a key without aliases the request carries none.
  void add_aliases(const Key* key) {
    constexpr KeyName kAliases = "kms:ResourceAliases";
    if (key != nullptr && key->aliases.known() == nullptr && asked(kAliases)) {
      set_open(kAliases, key->aliases.unknown());
    } else if (key == nullptr || key->aliases.known() == nullptr || !key->aliases_said) {
      context().set_unknown(kAliases, "which aliases the key has is not known");
    } else if (!key->aliases.known()->empty()) {
      const std::vector<std::string_view> names(key->aliases.known()->begin(),
                                                key->aliases.known()->end());
      context().set_multivalued(kAliases, names);
    }
  }

  void add_tag(std::string_view key) {
    if (has(key)) {
      return;
    }
    if (const auto tag = rest_after(key, kPrincipalTag)) {
      add_principal_tag(key, *tag);
      return;
    }
    const auto action = Action::parse(request_.action);
    const auto tag = resource_tag(key, action ? find_action(*action) : nullptr);
    if (!tag) {
      return;
    }
    if (const Fact<TagList>* const tags = described_.resource.tags()) {
      set_tag(key, *tag, *tags);
    } else {
      context().set_unknown(key, "the tags of the resource are not known");
    }
  }

  /// Tags of roles are those of their sessions, unless a session was given others ("Passing session
  /// tags in AWS STS").
  void add_principal_tag(std::string_view key, std::string_view tag) {
    if (!request_.principal.is_iam()) {
      return;
    }
    if (described_.role != nullptr && described_.session_tags == SessionTags::None) {
      set_tag(key, tag, described_.role->tags);
    } else {
      context().set_unknown(key, "the tags of the principal are not known");
    }
  }

  /// Names of tags in condition keys are compared without regard to case ("IAM JSON policy
  /// elements: Condition", on condition key names).
  void set_tag(const KeyName& key, std::string_view tag, const Fact<TagList>& tags) {
    if (tags.known() == nullptr) {
      set_open(key, tags.unknown());
      return;
    }
    for (const auto& [name, value] : *tags.known()) {
      if (equal_ignoring_case(name, tag)) {
        context().set(key, value);
        return;
      }
    }
  }

  /// Nobody knows whether the key is there. The fact is one of those that play a part, and is found
  /// by its name in the reason.
  void set_open(const KeyName& key, const UnknownPtr& fact) {
    facts_.choose(fact, "", 1);
    context().set_unknown(key, make_unknown(fact->what));
  }

  const PolicySet& policies_;
  const Described& described_;
  Suppositions& facts_;
  Request& request_;
};

}  // namespace

void add_asked_keys(const PolicySet& policies,
                    const Described& described,
                    Suppositions& facts,
                    Request& request) {
  AskedKeys(policies, described, facts, request).add();
}

}  // namespace remora::world
