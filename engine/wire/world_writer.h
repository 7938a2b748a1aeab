#pragma once

#include <string_view>

#include "engine/wire/fact_writer.h"
#include "engine/wire/unit_tree.h"
#include "engine/world/world.h"

namespace remora::wire {

/// Writes a world with the members that a scenario has for it.
class WorldWriter : protected FactWriter {
 protected:
  /// Policies stand in it as JSON for people, or as the very texts that they were stored as.
  explicit WorldWriter(bool exact) : FactWriter(exact) {}

  /// All members that describe the world, into the object that is open.
  void write_world(const world::World& world);

  // What calls are made of, too.
  void write_recorder(const world::ConfigurationRecorder& recorder);
  void write_channel(const world::DeliveryChannel& channel);
  void write_trail(const world::Trail& trail);

 private:
  void write_organization(const world::World& world);
  void write_tree(const world::Organization& organization);
  void write_unit(const Unit& unit);
  void write_buckets(const world::World& world);
  void write_keys(const world::World& world);
  /// Those that somebody has said: what is absent is read as not known.
  void write_tags(const world::Fact<world::TagList>& tags);
  void write_grants(const world::Key& key);
  void write_context(std::string_view name, const EncryptionContext& pairs);
  void write_others(const world::World& world);
  void write_configuration(const world::World& world);
};

}  // namespace remora::wire
