#include "engine/import/snapshot.h"

#include <algorithm>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/import/conceal.h"

namespace remora::imports {

Snapshot::Snapshot(SourcePtr source)
    : source_(std::move(source)),
      buckets_(Part::list(nowhere())),
      keys_(buckets_),
      topics_(buckets_),
      roles_(buckets_),
      log_groups_(buckets_),
      deliveries_(buckets_),
      trails_(buckets_),
      sink_(source_) {}

Part& Snapshot::thing(Part& list,
                      std::string_view by,
                      const std::string& name,
                      const Place& place) {
  for (Part& one : list.children) {
    if (one.find(by)->text == name) {
      return one;
    }
  }
  list.append(Part::object(place).set(by, Part::string(name, place)));
  return list.children.back();
}

Part& Snapshot::bucket(const std::string& name, const Place& place) {
  return thing(buckets_, "name", name, place);
}

Part& Snapshot::key(const std::string& arn, const Place& place) {
  return thing(keys_, "arn", arn, place);
}

Part& Snapshot::topic(const std::string& arn, const Place& place) {
  return thing(topics_, "arn", arn, place);
}

Part& Snapshot::role(const std::string& arn, const Place& place) {
  return thing(roles_, "arn", arn, place);
}

Part& Snapshot::log_group(const std::string& arn, const Place& place) {
  return thing(log_groups_, "arn", arn, place);
}

void Snapshot::say(Part& thing, std::string_view property, Part value) {
  const Part* const said = thing.find(property);
  if (said != nullptr && said->find("unknown") == nullptr && !said->same(value)) {
    sink_.error(value.place,
                "conflict",
                "another " + std::string(property) + " of " +
                    in_quotes(readable(thing.children[0].text)) + " stands at " +
                    to_string(said->place),
                "which of the two holds?");
    return;
  }
  thing.set(property, std::move(value));
}

void Snapshot::add_delivery(Part delivery) {
  Part* const id = delivery.find("id");
  const auto taken = [&](const std::string& text) {
    return std::any_of(deliveries_.children.begin(),
                       deliveries_.children.end(),
                       [&](const Part& one) { return one.find("id")->text == text; });
  };
  for (const char* member : {"region", "accountId"}) {
    const Part* const more = delivery.find(member);
    if (id != nullptr && taken(id->text) && more != nullptr) {
      id->text += more->text.empty() ? "" : "-" + more->text;
    }
  }
  for (std::size_t number = 2; id != nullptr && taken(id->text); ++number) {
    const std::string numbered = id->text + "-" + std::to_string(number);
    id->text = taken(numbered) ? id->text : numbered;
  }
  deliveries_.append(std::move(delivery));
}

void Snapshot::set_organization(Part organization) {
  organization_ = {std::move(organization)};
}

void Snapshot::derive(fixture::Derivation derivation) {
  const auto key = std::pair(derivation.place.source, derivation.place.span.begin);
  if (const auto known = derived_.find(key); known != derived_.end()) {
    fixture::add_steps(known->second.steps, derivation.steps);
  } else {
    derived_.emplace(key, std::move(derivation));
  }
}

void Snapshot::keep_secret(std::string_view text) {
  if (gives_something_away(text)) {
    secrets_.emplace(text);
  }
}

void Snapshot::assume(std::string_view what, std::string_view supply) {
  Assumed said{readable(what), readable(supply)};
  const bool known = std::any_of(assumed_.begin(), assumed_.end(), [&](const Assumed& one) {
    return one.what == said.what && one.supply == said.supply;
  });
  if (!known) {
    assumed_.push_back(std::move(said));
  }
}

json::DocumentPtr Snapshot::scenario() const {
  Part root = Part::object(nowhere());
  root.set("remora", {json::Kind::Number, "1", nowhere()});
  for (const Part& organization : organization_) {
    root.set("organization", organization);
  }
  // What no input speaks of is not absent, but not known.
  root.set("world", Part::string("open", nowhere()));
  root.set("buckets", buckets_).set("keys", keys_).set("topics", topics_).set("roles", roles_);
  if (!trails_.children.empty()) {
    root.set("trails", trails_);
  }
  root.set("logGroups", log_groups_);
  root.set("deliveries", deliveries_);
  return build(root, source_);
}

}  // namespace remora::imports
